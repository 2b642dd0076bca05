import { performanceOfRun, tripsOfRun } from "../../attribution/run-performance.ts";
import { statistics } from "../../attribution/statistics/catalogue.ts";
import { simulate, type BacktestOptions } from "../../backtest.ts";
import { toPlainError } from "../../errors.ts";
import type { Strategy } from "../../strategy.ts";
import { openSharedColumns } from "../shared-columns.ts";
import type { SearchValue } from "../search/space.ts";

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
  /** In place of all this, where the strategy threw. */
  readonly error?: string;
}

/** Runs a trial, here or elsewhere: the same request gives the same bits wherever the engine runs. */
export type Evaluate = (request: TrialRequest) => TrialOutcome | Promise<TrialOutcome>;

/** What stays the same in all trials. */
export interface TrialWorld {
  readonly strategy: Strategy;
  /** `params` are those that are not searched. */
  readonly options: Omit<BacktestOptions, "from" | "to">;
  /** Kind of a statistic. */
  readonly objective: string;
}

/** Runs whose indicators are kept. */
const SHARED_RUNS = 2000;

/** Runs trials on this thread. Indicators are computed once per setting and stretch of time; a user's exception becomes an outcome. */
export function localEvaluate({ strategy, options, objective }: TrialWorld): Evaluate {
  const statistic = statistics.find(objective);
  let shared = new Map<string, ReturnType<typeof openSharedColumns>>();
  let runs = 0;
  return ({ values, from, to }) => {
    // Columns of all settings of a long search would fill the memory.
    if (++runs % SHARED_RUNS === 0) shared = new Map();
    const key = `${from}/${to}`;
    const columns = shared.get(key) ?? openSharedColumns();
    shared.set(key, columns);
    const sharing: Strategy = { ...strategy, prepare: (params) => columns.share(strategy.prepare(params)) };
    try {
      const run = simulate(sharing, {
        ...options,
        params: { ...options.params, ...values },
        from,
        ...(to < Infinity ? { to } : {}),
      });
      const trades = tripsOfRun(run);
      const performance = performanceOfRun(run, trades);
      const { returns, periodsPerYear } = performance;
      return { score: statistic.compute(performance) ?? NaN, trades: trades.length, returns, periodsPerYear };
    } catch (error) {
      const empty = { score: NaN, trades: 0, returns: new Float64Array(0), periodsPerYear: NaN };
      return { ...empty, error: toPlainError(error).message.slice(0, 500) };
    }
  };
}
