import { openSearch } from "#engine/experiments/search/search.ts";
import type { Landscape } from "./landscapes.ts";

/** How a search of a landscape is begun, and at what numbers of evaluations it is looked at. */
export interface Race {
  readonly sampler: { readonly kind: string; readonly params?: Record<string, unknown> };
  readonly evaluations: readonly number[];
  /** Seeds 1 to this many. */
  readonly seeds: number;
}

/** By how much the best of so many evaluations misses the minimum, one number for each of `evaluations`. */
function regretsOf({ space, height, least }: Landscape, { sampler, evaluations }: Race, seed: number) {
  const search = openSearch({ space, sampler: { params: {}, ...sampler }, seed, goals: ["minimise"] });
  let best = Infinity;
  const found: number[] = [];
  for (let done = 1; done <= Math.max(...evaluations); done++) {
    const ask = search.ask();
    if (ask) {
      const score = height(Object.values(ask.values) as number[]);
      search.tell(ask.number, { scores: [score] });
      best = Math.min(best, score);
    }
    if (evaluations.includes(done)) found.push(best - least);
  }
  return found;
}

/** Medians over seeds of {@link regretsOf}. A grid that has no more points stays where it is. */
export function medianRegrets(landscape: Landscape, race: Race): number[] {
  const all = Array.from({ length: race.seeds }, (_, seed) => regretsOf(landscape, race, seed + 1));
  return race.evaluations.map((_, place) => {
    const column = all.map((row) => row[place] ?? NaN).sort((a, b) => a - b);
    const middle = column.length >> 1;
    return column.length % 2 === 1
      ? (column[middle] ?? NaN)
      : ((column[middle - 1] ?? NaN) + (column[middle] ?? NaN)) / 2;
  });
}

/** The regret of the largest endpoint grid of so many evaluations at most. */
export function gridRegret(landscape: Landscape, evaluations: number): number {
  const axes = Object.entries(landscape.space.parameters);
  const points = Math.floor(evaluations ** (1 / axes.length) + 1e-9);
  if (points < 2) return NaN;
  const levels = axes.map(([, given]) => {
    if (given.kind === "choice") throw new Error("a landscape of numbers has no choices");
    const { kind, min, max, log = false } = given;
    return Array.from({ length: points }, (_, at) => {
      const share = at / (points - 1);
      const value = log ? min * (max / min) ** share : min + share * (max - min);
      return kind === "int" ? Math.round(value) : value;
    });
  });
  const sets = levels.reduce<number[][]>(
    (all, column) => all.flatMap((set) => column.map((value) => [...set, value])),
    [[]],
  );
  return Math.min(...sets.map(landscape.height)) - landscape.least;
}
