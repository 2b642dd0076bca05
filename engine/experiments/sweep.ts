import { statistics } from "../attribution/statistics/catalogue.ts";
import { performanceOfRun, tripsOfRun } from "../attribution/run-performance.ts";
import { simulate, type BacktestOptions } from "../backtest.ts";
import { checkNeeds } from "../data/data-needs.ts";
import { EngineError } from "../errors.ts";
import type { ParamInput, Strategy, StrategyParams } from "../strategy.ts";
import { gridSets, type Axis, type GridSet } from "./grid.ts";
import { openCrossoverSweep } from "./crossover-sweep.ts";
import type { SweepTask } from "./sweep-task.ts";
import { openSharedColumns, type SharedColumns } from "./shared-columns.ts";

/** What a sweep runs and reports; run options are those of a backtest and the same for every set. */
export interface SweepOptions<P extends StrategyParams = StrategyParams> extends Omit<
  BacktestOptions<P>,
  "params"
> {
  /** The values of each parameter that varies; the others keep their defaults. */
  readonly grid: { readonly [name in keyof ParamInput<P>]?: Axis };
  /** Sets to keep, such as `({ fast, slow }) => fast < slow`. */
  readonly where?: (set: { readonly [name in keyof P]: number }) => boolean;
  /** Kinds of statistics; total return, Sharpe ratio, maximum drawdown and trades by default. */
  readonly metrics?: readonly string[];
  /** Looked at between sets; an AbortSignal fits. */
  readonly abort?: { readonly aborted: boolean };
}

/** A sweep's findings as columns of shape [sets]. */
export interface SweepResult {
  readonly sets: number;
  /** Which way of running was exact for the strategy and these settings: the streaming kernel, or whole runs. */
  readonly mode: "kernel" | "runs";
  /** Values of the parameters that varied. */
  readonly params: Readonly<Record<string, readonly (number | string | boolean)[]>>;
  /** By statistic; NaN where it is not defined. */
  readonly metrics: Readonly<Record<string, Float64Array>>;
}

/** What is reported where nothing else is asked for. */
export const SWEEP_METRICS = ["totalReturn", "sharpe", "maxDrawdown", "tradeCount"] as const;

/** Runs the set of a row and fills that row of the metric columns. */
type RunSet = (row: number) => void;

/** Sets and the columns that they fill, as one thread hands them to another; every column of shape [sets]. */
export type SweepRows = Pick<SweepResult, "sets" | "params" | "metrics">;

/** A sweep under way: its rows may be run in any order, each once, by whoever has the time. */
export interface OpenSweep {
  /** Rows from 0 to `sets - 1`. */
  readonly sets: number;
  /** Runs one set and fills its row. Throws as a backtest does. */
  readonly run: RunSet;
  /** What has been found so far; rows that were not run are NaN. */
  readonly result: () => SweepResult;
}

/**
 * Prepares a sweep without running any of it, for callers that stop between sets to let others in.
 *
 * Options and results are those of {@link sweep}, which is this and a loop.
 *
 * @param room Makes a column of so many rows; in shared memory, say, where other threads {@link joinSweep}.
 * @throws EngineError "unknown-block" on a metric that does not exist, "over-limit" and "bad-param" as the grid does.
 */
export function openSweep<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: Omit<SweepOptions<P>, "abort">,
  room: (rows: number) => Float64Array = (rows) => new Float64Array(rows),
): OpenSweep {
  const { grid, where, ...settings } = options;
  const sets = gridSets(grid as Readonly<Record<string, Axis>>, where);
  const { run, metrics, mode } = openSets(strategy, sets, settings, openSharedColumns(), room);
  const params = Object.fromEntries(
    Object.keys(grid).map((name) => [name, sets.map((set) => set[name] as number)]),
  );
  return { sets: sets.length, run, result: () => ({ sets: sets.length, mode, params, metrics }) };
}

/** Given sets of parameters under way, as {@link OpenSweep} is; `metrics` are filled row by row. */
export interface OpenSets extends Pick<OpenSweep, "sets" | "run">, Pick<SweepResult, "mode" | "metrics"> {}

/**
 * Prepares runs of a strategy with any sets of parameters, such as those that a search asks for.
 *
 * @param sets At least one. Which way of running is exact is decided for all of them together.
 * @param shared Indicator columns of earlier sets on the same bars.
 * @param room Makes a column of so many rows.
 * @throws EngineError "unknown-block" on a metric that does not exist, "bad-param" on a set that the strategy does not take.
 */
export function openSets<P extends StrategyParams>(
  strategy: Strategy<P>,
  sets: readonly GridSet[],
  options: Omit<SweepOptions<P>, "abort" | "grid" | "where">,
  shared: SharedColumns = openSharedColumns(),
  room: (rows: number) => Float64Array = (rows) => new Float64Array(rows),
): OpenSets {
  const { metrics: kinds = SWEEP_METRICS, ...settings } = options;
  checkNeeds(settings.bars, strategy.needs);
  const metrics = Object.fromEntries(
    kinds.map((kind) => [statistics.find(kind).kind, room(sets.length).fill(NaN)]),
  );
  const task: SweepTask<P> = { strategy, options: settings, shared, metrics, sets };
  const fast = openCrossoverSweep(task);
  return { sets: sets.length, mode: fast ? "kernel" : "runs", run: fast ?? openWholeRuns(task), metrics };
}

/**
 * Runs a strategy with every set of a grid of parameters and keeps the metrics only, never a curve per set.
 *
 * Each indicator is computed once per distinct setting. A long-only crossover of two series (the `crossover` signal, sized by a fixed
 * fraction, without risk rules, at the next open) runs in a streaming kernel that makes the same account, bit for bit; everything else
 * runs as a backtest does. The Sharpe ratio of the kernel agrees to 1e-9.
 *
 * @throws EngineError "cancelled" once `abort.aborted` is true, "unknown-block" on a metric that does not exist, and as a backtest does.
 * @example await sweep(cross, { bars: prices, grid: { fast: range(5, 20, 5), slow: range(30, 90, 20) } })
 */
export function sweep<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: SweepOptions<P>,
): SweepResult {
  const { abort, ...rest } = options;
  const { sets, run, result } = openSweep(strategy, rest);
  for (let row = 0; row < sets; row++) {
    if (abort?.aborted)
      throw new EngineError("cancelled", `sweep stopped after ${row} of ${sets} sets; run it again`);
    run(row);
  }
  return result();
}

/**
 * Prepares to run rows of a sweep that another thread opened: the same rows come to the same bits, whoever runs them.
 *
 * @param settings Run options as the sweep has them.
 * @returns A function that runs one set and fills its row of `rows.metrics`.
 */
export function joinSweep<P extends StrategyParams>(
  strategy: Strategy<P>,
  settings: Omit<BacktestOptions<P>, "params">,
  { sets: count, params, metrics }: SweepRows,
): RunSet {
  const names = Object.keys(params);
  const sets = Array.from({ length: count }, (_, row) =>
    Object.fromEntries(names.map((name) => [name, params[name]?.[row] as number])),
  );
  const task: SweepTask<P> = { strategy, options: settings, shared: openSharedColumns(), metrics, sets };
  return openCrossoverSweep(task) ?? openWholeRuns(task);
}

/** Whole runs that share their indicator columns. */
function openWholeRuns<P extends StrategyParams>(task: SweepTask<P>): RunSet {
  const { strategy, options, shared, metrics, sets } = task;
  const sharing: Strategy<P> = { ...strategy, prepare: (params) => shared.share(strategy.prepare(params)) };
  const wanted = Object.entries(metrics).map(([kind, column]) => ({
    column,
    statistic: statistics.find(kind),
  }));
  return (row) => {
    const run = simulate(sharing, { ...options, params: sets[row] as ParamInput<P> });
    const performance = performanceOfRun(run, tripsOfRun(run));
    for (const { column, statistic } of wanted) column[row] = statistic.compute(performance) ?? NaN;
  };
}
