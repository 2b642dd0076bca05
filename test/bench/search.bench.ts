import { openSearch } from "#engine/experiments/search/search.ts";
import { hasFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { landscapes, type Landscape } from "#test/arbitraries/landscapes.ts";
import type { BenchRow } from "./measure.ts";

const QUICK = process.argv.includes("--quick");

interface Regrets {
  readonly table: Readonly<
    Record<string, { readonly regret: Readonly<Record<string, { readonly median: number }>> }>
  >;
}

/** Optuna's name of a sampler, ours, evaluations to look at, and seeds. */
const RACES = [
  { theirs: "tpe", ours: "tpe", evaluations: [50, 100, 200], seeds: QUICK ? 10 : 30 },
  { theirs: "gp", ours: "gaussian-process", evaluations: [50], seeds: QUICK ? 3 : 30 },
] as const;

/** By how much the best of so many evaluations misses the minimum. */
function regretsOf(
  { space, height, least }: Landscape,
  kind: string,
  seed: number,
  evaluations: readonly number[],
): number[] {
  const search = openSearch({ space, sampler: { kind }, seed, goals: ["minimise"] });
  let best = Infinity;
  const found: number[] = [];
  for (let done = 1; done <= Math.max(...evaluations); done++) {
    const { number = 0, values = {} } = search.ask() ?? {};
    const score = height(Object.values(values) as number[]);
    search.tell(number, { scores: [score] });
    best = Math.min(best, score);
    if (evaluations.includes(done)) found.push(best - least);
  }
  return found;
}

/** Median simple regrets against Optuna 5.0.0's; a ratio of 1 / 1.5 or more is as good as asked for. */
export function searchRows(): BenchRow[] {
  if (!hasFixtures) return [];
  const { table } = readJsonFixture<Regrets>("quant/optimizer_regret.json");
  return RACES.flatMap(({ theirs, ours, evaluations, seeds }) =>
    Object.entries(landscapes).flatMap(([name, landscape]) => {
      const all = Array.from({ length: seeds }, (_, seed) =>
        regretsOf(landscape, ours, seed + 1, evaluations),
      );
      return evaluations.map((count, place) => {
        const column = all.map((row) => row[place] ?? NaN).sort((a, b) => a - b);
        const value = column[column.length >> 1] ?? NaN;
        const peerValue = table[`${name}|${theirs}`]?.regret[count]?.median ?? NaN;
        return {
          name: `${ours} on ${name}, ${count} evaluations`,
          value,
          unit: "regret",
          peer: "Optuna 5",
          peerValue,
          ratio: peerValue / value,
        };
      });
    }),
  );
}
