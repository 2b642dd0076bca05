import { axesOf, pointOf, toUnit, type SearchAxes } from "../search/axes.ts";
import type { SearchSpace, SearchValue } from "../search/space.ts";

/** A set of parameters and its score, the larger the better. */
export interface ScoredSet {
  readonly values: Readonly<Record<string, SearchValue>>;
  readonly score: number;
}

/** How the score stands around its best set. */
export interface Plateau {
  readonly best: ScoredSet;
  /** Median score of the neighbours over the best one's; null without neighbours or where the best is not above 0. */
  readonly score: number | null;
  readonly worst: number | null;
  readonly positiveShare: number | null;
  readonly neighbours: number;
  /** Parameters whose best value is within half a step of the end of their range, or in its outer twentieth. */
  readonly atEdge: readonly string[];
  /** Largest change of the score from one neighbour to the best, in scores. */
  readonly cliff: number | null;
  /** The set whose neighbourhood is best: smoothed score less half its local spread. */
  readonly robust: ScoredSet & { readonly smoothed: number };
  /** Broad, positive and away from the ends. */
  readonly isBroad: boolean;
}

/** Half width of what counts as near, as a share of each range. */
const NEAR = 0.1;
const HALF_EDGE = 0.05;

/**
 * Judges the best of evaluated sets by what is around it, and names the most robust one. Sets without a score are left out.
 *
 * @returns Undefined where no set has a score. O(sets squared).
 * @see statistics of plateaus: neighbours within a tenth of each range or one step; a Gaussian kernel of that width.
 * @example plateauOf(range(1, 9).map((x) => ({ values: { x }, score: 10 - (x - 5) ** 2 })), { parameters: { x: { kind: "int", min: 1, max: 9 } },
 *   constraints: [] })
 */
export function plateauOf(sets: readonly ScoredSet[], given: SearchSpace): Plateau | undefined {
  const space = axesOf(given);
  const known = sets.filter(({ score }) => Number.isFinite(score));
  const places = known.map(({ values }) => placeOf(space, values));
  const top = known.reduce(
    (best, { score }, row) => (score > (known[best]?.score ?? -Infinity) ? row : best),
    0,
  );
  const best = known[top];
  if (!best) return undefined;
  const near = known.filter((_, row) => row !== top && isNear(space, places[row] ?? [], places[top] ?? []));
  const scores = near.map(({ score }) => score).sort((a, b) => a - b);
  const middle =
    scores.length > 0
      ? ((scores[(scores.length - 1) >> 1] ?? NaN) + (scores[scores.length >> 1] ?? NaN)) / 2
      : null;
  const score = middle !== null && best.score > 0 ? middle / best.score : null;
  const positiveShare = scores.length > 0 ? scores.filter((value) => value > 0).length / scores.length : null;
  const atEdge = edgesOf(space, best.values);
  return {
    ...{ best, score, positiveShare, neighbours: near.length, atEdge },
    worst: scores[0] ?? null,
    cliff: scores.length > 0 ? Math.max(...scores.map((value) => Math.abs(best.score - value))) : null,
    robust: robustOf(known, places),
    isBroad: (score ?? 0) >= 0.7 && (positiveShare ?? 0) >= 0.9 && atEdge.length === 0,
  };
}

function placeOf(space: SearchAxes, values: ScoredSet["values"]): number[] {
  const point = pointOf(space, values);
  return space.axes.map((axis, place) => {
    const value = point[place] ?? NaN;
    // Choices stand a whole range apart: another choice is no neighbour.
    return axis.isChoice ? value : Number.isNaN(value) ? -1 : toUnit(axis, value);
  });
}

function isNear({ axes }: SearchAxes, a: readonly number[], b: readonly number[]): boolean {
  return axes.every((axis, place) => {
    const gap = Math.abs((a[place] ?? NaN) - (b[place] ?? NaN));
    if (Number.isNaN(gap)) return Object.is(a[place], b[place]);
    return gap <= (axis.isChoice ? 0 : Math.max(NEAR, 1 / axis.count) + 1e-9);
  });
}

function edgesOf(space: SearchAxes, values: ScoredSet["values"]): string[] {
  const point = pointOf(space, values);
  return space.axes.flatMap((axis, place) => {
    const value = point[place] ?? NaN;
    if (axis.isChoice || axis.count === 1 || Number.isNaN(value)) return [];
    const unit = toUnit(axis, value);
    const reach = Math.max(HALF_EDGE, Number.isFinite(axis.count) ? 1 / axis.count : 0);
    const isEdge = axis.count <= 3 ? false : unit < reach || unit > 1 - reach;
    return isEdge ? [axis.name] : [];
  });
}

function robustOf(known: readonly ScoredSet[], places: readonly (readonly number[])[]): Plateau["robust"] {
  let found = { row: 0, value: -Infinity, smoothed: NaN };
  for (const [row, place] of places.entries()) {
    let weights = 0;
    let sum = 0;
    let squares = 0;
    for (const [other, { score }] of known.entries()) {
      const far = place.reduce(
        (all, value, axis) => all + (value - (places[other]?.[axis] ?? value)) ** 2,
        0,
      );
      const weight = Math.exp(-far / (2 * NEAR * NEAR));
      weights += weight;
      sum += weight * score;
      squares += weight * score * score;
    }
    const smoothed = sum / weights;
    const value = smoothed - 0.5 * Math.sqrt(Math.max(0, squares / weights - smoothed * smoothed));
    if (value > found.value) found = { row, value, smoothed };
  }
  const set = known[found.row] as ScoredSet;
  return { ...set, smoothed: found.smoothed };
}
