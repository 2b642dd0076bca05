import { performanceOfRun, tripsOfRun } from "../../attribution/run-performance.ts";
import { statistics } from "../../attribution/statistics/catalogue.ts";
import type { Performance } from "../../attribution/statistics/statistic.ts";
import { simulate, type BacktestOptions } from "../../backtest.ts";
import { toPlainError } from "../../errors.ts";
import type { Bars } from "../../market/bars.ts";
import type { Strategy } from "../../strategy.ts";
import { openSharedColumns, type SharedColumns } from "../shared-columns.ts";
import type { SearchValue } from "../search/space.ts";
import { meanOfAccounts, type AccountOutcome } from "./mean-of-accounts.ts";
import { scoreBy, type OwnObjective } from "./own-objective.ts";
import type { StudySpec } from "./study-spec.ts";

/** One run of a set of parameters over a stretch of time. */
export interface TrialRequest {
  readonly values: Readonly<Record<string, SearchValue>>;
  /** UTC ms: the account opens here; earlier bars warm indicators up. */
  readonly from: number;
  /** UTC ms, exclusive. */
  readonly to: number;
}

/** What came of it. */
export interface TrialOutcome {
  /** The objective; NaN where it is not defined. */
  readonly score: number;
  readonly trades: number;
  /** Simple returns, shape [closes]; the same closes for every set. */
  readonly returns: Float64Array;
  readonly periodsPerYear: number;
  /** Other statistics by kind; null where not defined. */
  readonly metrics: Readonly<Record<string, number | null>>;
  /** In place of all this, where the strategy threw. */
  readonly error?: string;
}

/** Runs a trial, here or elsewhere: the same request gives the same bits wherever the engine runs. */
export type Evaluate = (request: TrialRequest) => TrialOutcome | Promise<TrialOutcome>;

/** What stays the same in all trials. */
export interface TrialWorld extends Pick<StudySpec, "objective"> {
  readonly strategy: Strategy;
  /** `params` are those that are not searched. */
  readonly options: Omit<BacktestOptions, "from" | "to">;
  /** Scores in place of the statistic that `objective` names. */
  readonly own?: OwnObjective | undefined;
  readonly metrics?: StudySpec["metrics"];
  /** All symbols on one account where absent. */
  readonly accounts?: StudySpec["accounts"];
  /** Bytes of indicator columns that trials keep for each other. */
  readonly columnBytes?: number | undefined;
}

const MAX_ERROR = 500;

/** Runs trials on this thread. Indicators are computed once per setting and end of the bars, as far as memory goes; a user's exception becomes an outcome. */
export function localEvaluate(world: TrialWorld): (request: TrialRequest) => TrialOutcome {
  const columns = openSharedColumns(world.columnBytes);
  const all = [world.options.bars].flat();
  return (request) => {
    try {
      if (world.accounts !== "each") return runAccount(world, columns, world.options.bars, request);
      const parts = all.filter((bars) => hasBars(bars, request));
      return meanOfAccounts(parts.map((bars) => runAccount(world, columns, bars, request)));
    } catch (error) {
      return failedOutcome(wordsOf(error));
    }
  };
}

/** An exception in words, with the symbol and the bar at which it was thrown. */
function wordsOf(error: unknown): string {
  const { message, site } = toPlainError(error);
  const { symbol, bar } = site ?? {};
  const where = [...(symbol === undefined ? [] : [symbol]), ...(bar === undefined ? [] : [`bar ${bar}`])];
  return where.length === 0 ? message : `${message} (${where.join(", ")})`;
}

/** An outcome in place of a run that threw. */
export function failedOutcome(message: string): TrialOutcome {
  const empty = { score: NaN, trades: 0, returns: new Float64Array(0), periodsPerYear: NaN, metrics: {} };
  return { ...empty, error: message.slice(0, MAX_ERROR) };
}

function hasBars({ openTime }: Bars, { from, to }: TrialRequest): boolean {
  return openTime.some((time) => time >= from && time < to);
}

function runAccount(
  { strategy, options, objective, own, metrics = [] }: TrialWorld,
  columns: SharedColumns,
  bars: BacktestOptions["bars"],
  { values, from, to }: TrialRequest,
): AccountOutcome {
  const sharing: Strategy = { ...strategy, prepare: (params) => columns.share(strategy.prepare(params)) };
  const params = { ...options.params, ...values };
  const run = simulate(sharing, { ...options, bars, params, from, ...(to < Infinity ? { to } : {}) });
  const trades = tripsOfRun(run);
  const performance = performanceOfRun(run, trades);
  const { time, returns, periodsPerYear } = performance;
  return {
    ...{ time, returns, periodsPerYear, trades: trades.length },
    score: own ? scoreBy(own, performance) : (statisticOf(objective, performance) ?? NaN),
    metrics: Object.fromEntries(metrics.map((kind) => [kind, statisticOf(kind, performance)])),
  };
}

/** Zero has one sign, since JSON has: outcomes travel as text. */
function statisticOf(kind: string, performance: Performance): number | null {
  const value = statistics.find(kind).compute(performance);
  return value === null ? null : value + 0;
}
