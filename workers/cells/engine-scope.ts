import * as engine from "#engine/index.ts";
import type { StrategyRun } from "#engine/audit/replay-difference.ts";
import type { BacktestOptions } from "#engine/backtest.ts";
import type { Strategy, StrategyParams } from "#engine/strategy.ts";
import { MAX_CODE_CHARS, type AuditVerdict, type BacktestResult } from "#engine/result.ts";
import { withoutGuards } from "./loop-guard.ts";

const runs = new WeakMap<BacktestResult, StrategyRun>();

/** What a cell's `backtest` was called with to make a result; undefined for any other object. */
export function runOf(result: BacktestResult): StrategyRun | undefined {
  return runs.get(result);
}

/** The audit of a result that a cell's `backtest` returned; undefined for any other object. */
export function auditOf(result: BacktestResult): (() => AuditVerdict) | undefined {
  const run = runs.get(result);
  return run === undefined ? undefined : () => engine.audit(run.strategy, run.options);
}

/** As the engine's own, and remembers how to audit the run once the notebook is at rest. */
export const backtest: typeof engine.backtest = (strategy, options) =>
  watchedBacktest(strategy, options, options.watch);

/** The same with a watch that is the cell's: an audit's own runs are not watched by it. */
export function watchedBacktest<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: BacktestOptions<P>,
  watch: BacktestOptions["watch"],
): BacktestResult {
  // The text that its writer wrote: how loops are stopped here is no part of a strategy.
  const { code = withoutGuards(strategy.code()) } = options;
  const found = engine.backtest(strategy, { ...options, code, ...(watch && { watch }) });
  const result = code.length > MAX_CODE_CHARS ? found : { ...found, code };
  runs.set(result, { strategy, options });
  return result;
}

/** Everything of the engine that cells see by name. */
export const engineScope: Readonly<Record<string, unknown>> = { ...engine, backtest };
