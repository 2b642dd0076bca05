import { crossoverLandscape } from "#test/arbitraries/crossover-landscape.ts";
import { hasFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { landscapes, type Landscape } from "#test/arbitraries/landscapes.ts";
import { OPTUNA_GP_MEDIANS, OPTUNA_TPE_MEDIANS } from "#test/arbitraries/optuna-regret.ts";
import { gridRegret, medianRegrets } from "#test/arbitraries/regret.ts";
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

type Race = (typeof RACES)[number];

/**
 * Median simple regrets against Optuna 5.0.0's, both of the shared fixture's few seeds and of many, and against an endpoint grid's. A ratio of 1 / 1.5 or more is as
 * good as asked for, of a grid 3.
 */
export function searchRows(): BenchRow[] {
  if (!hasFixtures) return [];
  const { table } = readJsonFixture<Regrets>("quant/optimizer_regret.json");
  const all: Readonly<Record<string, Landscape>> = { ...landscapes, crossover4: crossoverLandscape() };
  return RACES.flatMap((race) =>
    Object.entries(all).flatMap(([name, landscape]) => {
      if (race.theirs === "gp" && name === "crossover4") return [];
      const { evaluations, seeds } = race;
      const found = medianRegrets(landscape, { sampler: { kind: race.ours }, evaluations, seeds });
      return evaluations.flatMap((count, place) => {
        const fixture = table[`${name}|${race.theirs}`]?.regret[count]?.median;
        const many = (race.theirs === "tpe" ? OPTUNA_TPE_MEDIANS : OPTUNA_GP_MEDIANS)[name]?.[count];
        const value = found[place] ?? NaN;
        return [
          ...rowOf(race, { name, count, value }, "Optuna, fixture", fixture),
          ...rowOf(race, { name, count, value }, "Optuna, many seeds", many),
          ...rowOf(race, { name, count, value }, "grid", gridRegret(landscape, count)),
        ];
      });
    }),
  );
}

function rowOf(
  { ours }: Race,
  { name, count, value }: { readonly name: string; readonly count: number; readonly value: number },
  peer: string,
  peerValue = NaN,
): BenchRow[] {
  if (Number.isNaN(peerValue)) return [];
  const title = `${ours} on ${name}, ${count} evaluations`;
  return [{ name: title, value, unit: "regret", peer, peerValue, ratio: peerValue / value }];
}
