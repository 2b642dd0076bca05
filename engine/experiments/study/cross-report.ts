import { sharpeSample } from "../../attribution/sharpe-sample.ts";
import { pathDistribution, type PathDistribution } from "../validation/path-distribution.ts";
import { combinatorialPaths, type SpanSplit } from "../validation/purged-folds.ts";
import type { SearchTask } from "./run-search.ts";
import { timesOf } from "./run-trial.ts";
import type { StudyTrial } from "./study-spec.ts";

/** A split of a cross validation: what was chosen in it, and how that did on the groups that it was not chosen on. */
export interface CrossSplit {
  readonly window: number;
  readonly testGroups: readonly number[];
  readonly best: StudyTrial | undefined;
  /** Mean over the tested groups; null where one is not defined. */
  readonly outOfSampleScore: number | null;
  readonly outOfSampleTrades: number;
}

/** One way through all groups, each judged by a choice that did not see it. */
export interface CrossPath {
  /** Per year; null where the path does not move. */
  readonly sharpe: number | null;
  readonly totalReturn: number;
}

/** What a cross validation found. It judges the search, of which the study's own best is one outcome. */
export interface CrossReport {
  readonly groups: number;
  readonly splits: readonly CrossSplit[];
  readonly paths: readonly CrossPath[];
  /** Sharpe ratios of the paths. */
  readonly distribution: PathDistribution;
}

/** A split with the returns of each tested group, shape [closes of the group]. */
export interface JudgedSplit {
  readonly split: CrossSplit;
  readonly returns: ReadonlyMap<number, Float64Array>;
}

/** Runs what a split chose over the groups that it is tested on; where nothing was chosen the account rests. */
export async function judgeSplit(
  { evaluate, clock, window }: SearchTask,
  { testGroups, tests }: SpanSplit,
  best: StudyTrial | undefined,
): Promise<JudgedSplit> {
  const returns = new Map<number, Float64Array>();
  let [score, trades] = [best ? 0 : NaN, 0];
  for (const [at, group] of testGroups.entries()) {
    const test = tests[at] ?? { from: 0, to: 0 };
    const after = best && (await evaluate({ values: best.values, ...timesOf(clock, test) }));
    returns.set(group, after?.returns ?? new Float64Array(test.to - test.from));
    score += (after?.score ?? NaN) / testGroups.length;
    trades += after?.trades ?? 0;
  }
  const outOfSampleScore = Number.isFinite(score) ? score : null;
  return { split: { window, testGroups, best, outOfSampleScore, outOfSampleTrades: trades }, returns };
}

/** Puts the tests of all splits together to paths. @returns The report, and the returns of the path in the middle. */
export function crossReport(
  judged: readonly JudgedSplit[],
  groups: number,
  periodsPerYear: number,
): { readonly report: CrossReport; readonly middle: Float64Array } {
  const splits = judged.map(({ split }) => split);
  const columns = combinatorialPaths(splits, groups).map((path) =>
    Float64Array.from(path.flatMap((at, group) => [...(judged[at]?.returns.get(group) ?? [])])),
  );
  const sharpes = columns.map((returns) => sharpeSample({ returns }).sharpe * Math.sqrt(periodsPerYear));
  const order = columns.map((_, path) => path).sort((a, b) => worth(sharpes[a]) - worth(sharpes[b]));
  const paths = columns.map((returns, path) => ({
    sharpe: Number.isFinite(sharpes[path]) ? (sharpes[path] ?? null) : null,
    totalReturn: Math.expm1(returns.reduce((sum, value) => sum + Math.log1p(value), 0)),
  }));
  return {
    report: { groups, splits, paths, distribution: pathDistribution(sharpes.filter(Number.isFinite)) },
    middle: columns[order[Math.floor((order.length - 1) / 2)] ?? 0] ?? new Float64Array(0),
  };
}

/** A path that does not move comes before all others. */
const worth = (sharpe = NaN): number => (Number.isFinite(sharpe) ? sharpe : -Number.MAX_VALUE);
