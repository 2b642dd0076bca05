import type { SearchSpaceInput } from "#engine/experiments/search/space.ts";

/** A function whose minimum is known, over a space to look for it in. */
export interface Landscape {
  readonly space: SearchSpaceInput;
  readonly least: number;
  readonly height: (x: readonly number[]) => number;
}

function cube(names: readonly string[]): SearchSpaceInput {
  return { parameters: Object.fromEntries(names.map((name) => [name, { kind: "float", min: 0, max: 1 }])) };
}

function hartmann(scales: readonly (readonly number[])[], centres: readonly (readonly number[])[]) {
  const heights = [1, 1.2, 3, 3.2];
  return (x: readonly number[]): number =>
    -heights.reduce((sum, height, hill) => {
      const far = x.reduce(
        (all, value, axis) =>
          all + (scales[hill]?.[axis] ?? 0) * (value - (centres[hill]?.[axis] ?? 0) / 1e4) ** 2,
        0,
      );
      return sum + height * Math.exp(-far);
    }, 0);
}

/** Test functions of global optimisation, as in Surjanovic and Bingham, Virtual Library of Simulation Experiments. */
export const landscapes = {
  branin: {
    space: { parameters: { x: { kind: "float", min: -5, max: 10 }, y: { kind: "float", min: 0, max: 15 } } },
    least: 0.39788735772973816,
    height: ([x = NaN, y = NaN]) =>
      (y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6) ** 2 +
      10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) +
      10,
  },
  hartmann3: {
    space: cube(["a", "b", "c"]),
    least: -3.862779786947,
    height: hartmann(
      [
        [3, 10, 30],
        [0.1, 10, 35],
        [3, 10, 30],
        [0.1, 10, 35],
      ],
      [
        [3689, 1170, 2673],
        [4699, 4387, 7470],
        [1091, 8732, 5547],
        [381, 5743, 8828],
      ],
    ),
  },
  hartmann6: {
    space: cube(["a", "b", "c", "d", "e", "f"]),
    least: -3.322368011391,
    height: hartmann(
      [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
      ],
      [
        [1312, 1696, 5569, 124, 8283, 5886],
        [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650],
        [4047, 8828, 8732, 5743, 1091, 381],
      ],
    ),
  },
} as const satisfies Readonly<Record<string, Landscape>>;
