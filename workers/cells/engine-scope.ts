import * as engine from "#engine/index.ts";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";

const audits = new WeakMap<BacktestResult, () => AuditVerdict>();

/** The audit of a result that a cell's `backtest` returned; undefined for any other object. */
export function auditOf(result: BacktestResult): (() => AuditVerdict) | undefined {
  return audits.get(result);
}

/** As the engine's own, and remembers how to audit the run once the notebook is at rest. */
export const backtest: typeof engine.backtest = (strategy, options) => {
  const result = engine.backtest(strategy, options);
  audits.set(result, () => engine.audit(strategy, options));
  return result;
};

/** Everything of the engine that cells see by name. */
export const engineScope: Readonly<Record<string, unknown>> = { ...engine, backtest };
