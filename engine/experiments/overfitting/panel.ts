import {
  deflatedSharpe,
  effectiveTrials,
  minimumBacktestYears,
} from "../../attribution/inference/deflated-sharpe.ts";
import { minimumTrackRecord, probabilisticSharpe } from "../../attribution/inference/probabilistic-sharpe.ts";
import { sharpeSample } from "../../attribution/sharpe-sample.ts";
import type { SearchSpace, SearchValue } from "../search/space.ts";
import { overfittingProbability } from "./cscv.ts";
import { meanCorrelation } from "./mean-correlation.ts";
import { plateauOf, type Plateau } from "./plateau.ts";
import { superiorAbility } from "./superior-ability.ts";
import { trustGrade, type TrustGrade } from "./trust-grade.ts";

/** A trial as the panel looks at it. */
export interface PanelTrial {
  readonly values: Readonly<Record<string, SearchValue>>;
  /** NaN where it cannot be chosen. */
  readonly score: number;
  /** Returns in sample, of the same rows for all trials; absent for those that did not get through. */
  readonly returns: Float64Array | undefined;
  readonly trades: number;
}

/** What the panel is made of. */
export interface PanelInput {
  readonly trials: readonly PanelTrial[];
  /** Every evaluation of the lineage: forks, pruned and deleted ones included; at least the trials at hand. */
  readonly ledgerTrials: number;
  readonly space: SearchSpace;
  readonly periodsPerYear: number;
  /** Returns out of sample of what was chosen without them. */
  readonly outOfSample: Float64Array | undefined;
  /** Looks of the lineage at the sealed bars before this one; 0 where absent. */
  readonly priorOpenings?: number;
  readonly seed: number;
}

/** How far the best trial of a study may be believed. Sharpe ratios are yearly, probabilities 0 to 1; null where not defined. */
export interface OverfittingPanel {
  readonly trials: number;
  /** What they are worth as independent ones. */
  readonly effectiveTrials: number;
  readonly years: number;
  readonly inSampleSharpe: number | null;
  readonly outOfSampleSharpe: number | null;
  readonly probabilisticSharpe: number | null;
  readonly deflatedSharpe: number | null;
  /** Years of such returns after which it is above 0 with 95 % confidence. */
  readonly minimumTrackYears: number | null;
  /** Years below which so many trials reach a Sharpe ratio of 1 by luck. */
  readonly minimumBacktestYears: number;
  readonly pbo: number | null;
  readonly pboSlope: number | null;
  readonly superiorAbility: number | null;
  readonly realityCheck: number | null;
  readonly plateau: Plateau | undefined;
  readonly trust: TrustGrade;
}

/** Most trials that matrices are made of: the best and worst alike, evenly taken. */
const MAX_COLUMNS = 500;
const SPA_DRAWS = 500;

/** Draws up the panel of a study. O(trials times rows), and what PBO and the test of superior ability cost. */
export function overfittingPanel(input: PanelInput): OverfittingPanel {
  const { trials, space, periodsPerYear, outOfSample } = input;
  const ran = trials.flatMap(({ returns }) => returns ?? []);
  const sound = trials.filter(({ returns, score }) => returns !== undefined && Number.isFinite(score));
  const best = sound.reduce<PanelTrial | undefined>(
    (top, trial) => (!top || trial.score > top.score ? trial : top),
    undefined,
  );
  const columns = thinned(sound.flatMap(({ returns }) => returns ?? []));
  const count = Math.max(input.ledgerTrials, trials.length);
  // Without a best there were bars all the same.
  const rows = (best?.returns ?? ran[0])?.length ?? 0;
  const yearly = Math.sqrt(periodsPerYear);
  const sample = best?.returns && sharpeSample({ returns: best.returns });
  // Of all that were tried: a search that may choose few of them was no shorter for it.
  const variance = varianceOf(ran.map((returns) => sharpeSample({ returns }).sharpe));
  const estimate =
    columns.length >= 2 && rows >= 32 ? overfittingProbability(columns, blocksFor(rows)) : undefined;
  const ability =
    columns.length >= 1 && rows >= 30
      ? superiorAbility(columns, { draws: SPA_DRAWS, seed: input.seed })
      : undefined;
  const scored = trials.map(({ values, score }) => ({ values, score }));
  const plateau = plateauOf(scored, space);
  const facts = {
    ...{
      trials: count,
      years: rows / periodsPerYear,
      effectiveTrials: effectiveTrials(count, meanCorrelation(thinned(ran))),
    },
    inSampleSharpe: defined(sample && sample.sharpe * yearly),
    outOfSampleSharpe: defined(outOfSample && sharpeSample({ returns: outOfSample }).sharpe * yearly),
    probabilisticSharpe: defined(sample && probabilisticSharpe(sample)),
    deflatedSharpe: defined(sample && deflatedSharpe(sample, { count, variance })),
    minimumTrackYears: defined(sample && minimumTrackRecord(sample) / periodsPerYear),
    minimumBacktestYears: minimumBacktestYears(count),
    ...{ pbo: defined(estimate?.pbo), pboSlope: defined(estimate?.slope) },
    ...{ superiorAbility: defined(ability?.consistent), realityCheck: defined(ability?.realityCheck) },
  };
  const trust = trustGrade({
    ...facts,
    isBroad: plateau && plateau.neighbours > 0 ? plateau.isBroad : null,
    atEdge: plateau ? plateau.atEdge.length > 0 : null,
    trades: best?.trades ?? null,
    priorOpenings: input.priorOpenings ?? 0,
    minimumYears: facts.minimumBacktestYears,
  });
  return { ...facts, plateau, trust };
}

function thinned(columns: readonly Float64Array[]): Float64Array[] {
  const stride = Math.max(1, columns.length / MAX_COLUMNS);
  return columns.filter((_, place) => Math.floor(place / stride) !== Math.floor((place - 1) / stride));
}

/** As many blocks, up to 16, as leave eight rows or more to each. */
function blocksFor(rows: number): number {
  return Math.min(16, 2 * Math.floor(rows / 16));
}

function varianceOf(values: readonly number[]): number {
  const known = values.filter((value) => Number.isFinite(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return known.length > 1
    ? known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1)
    : 0;
}

function defined(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
