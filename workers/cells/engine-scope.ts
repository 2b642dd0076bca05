import * as engine from "#engine/index.ts";
import { auditSteps } from "#engine/audit/audit.ts";
import type { StrategyRun } from "#engine/audit/replay-difference.ts";
import type { BacktestOptions } from "#engine/backtest.ts";
import type { Strategy, StrategyParams } from "#engine/strategy.ts";
import { MAX_CODE_CHARS, type AuditVerdict, type BacktestResult } from "#engine/result.ts";
import { judged } from "#engine/audit/judged.ts";
import { withoutGuards } from "./loop-guard.ts";

/** A run, and how long it took, ms. */
interface KnownRun extends StrategyRun {
  readonly ms: number;
}

/** The audit of a run, to be taken step by step. */
export interface RunAudit {
  /** How long it takes, from how long the run took; ms. */
  readonly expectedMs: number;
  /** Yields before each run of it how much is done, 0 to 1. */
  steps(): Generator<number, AuditVerdict>;
}

/** Runs that an audit makes of one run, about. */
const RUNS_OF_AUDIT = 55;

const runs = new WeakMap<BacktestResult, KnownRun>();

/** What a cell's `backtest` was called with to make a result; undefined for any other object. */
export function runOf(result: BacktestResult): StrategyRun | undefined {
  return runs.get(result);
}

/** The audit of a result that a cell's `backtest` returned; undefined for any other object. */
export function auditOf(result: BacktestResult): RunAudit | undefined {
  const run = runs.get(result);
  return run && { expectedMs: run.ms * RUNS_OF_AUDIT, steps: () => auditSteps(run.strategy, run.options) };
}

/** A result with what was found out about it later; it stays the same run. */
export function withFindings(
  result: BacktestResult,
  findings: Pick<BacktestResult, "audit" | "indicators" | "quality">,
): BacktestResult {
  const { audit, ...drawn } = findings;
  const whole = { ...result, ...drawn };
  const more = audit === undefined ? whole : judged(whole, audit);
  const run = runs.get(result);
  if (run) runs.set(more, run);
  return more;
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
  const began = performance.now();
  const found = engine.backtest(strategy, { ...options, code, ...(watch && { watch }) });
  const ms = performance.now() - began;
  const result = code.length > MAX_CODE_CHARS ? found : { ...found, code };
  runs.set(result, { strategy, options, ms });
  return result;
}

/** Everything of the engine that cells see by name. */
export const engineScope: Readonly<Record<string, unknown>> = { ...engine, backtest };
