import type { BacktestOptions, Run } from "../backtest.ts";
import { firstAtOrAfter } from "../data/dataset.ts";
import { EngineError } from "../errors.ts";
import type { Bars } from "../market/bars.ts";
import type { Strategy, StrategyParams } from "../strategy.ts";

/** How hard to look, and when to give up. */
export interface AuditOptions<P extends StrategyParams = StrategyParams> extends BacktestOptions<P> {
  /** Prefixes of a long run, spread evenly and jittered; at least 64, the default. */
  readonly cuts?: number;
  /** Moments after which the future is replaced, each in three ways; 4 by default, 0 for none. */
  readonly perturbations?: number;
  /** Whether to look for the history that trades need; true by default. */
  readonly warmup?: boolean;
  /** Looked at between runs; an AbortSignal fits. */
  readonly abort?: { readonly aborted: boolean };
}

/** An audit under way: the strategy, the run on everything, and the moments at which its data can be cut. */
export interface AuditTask<P extends StrategyParams> {
  readonly strategy: Strategy<P>;
  readonly options: AuditOptions<P>;
  readonly whole: Run;
  /** UTC ms, ascending. */
  readonly moments: Float64Array;
}

/** Every moment at which a bar closes and no other symbol is inside one, ascending: there the data can be cut. */
export function closesOf(all: readonly Bars[]): Float64Array {
  const [first] = all;
  if (all.length === 1 && first) return first.closeTime;
  const moments = Float64Array.from(new Set(all.flatMap((bars) => [...bars.closeTime]))).sort();
  return moments.filter((moment) => all.every((bars) => !isInside(bars, moment)));
}

function isInside(bars: Bars, moment: number): boolean {
  const opened = firstAtOrAfter(bars.openTime, moment) - 1;
  return opened >= 0 && (bars.closeTime[opened] ?? NaN) > moment;
}

/** Stops the audit where its user has. @throws EngineError "cancelled" */
export function checkAborted({ abort }: Pick<AuditOptions, "abort">): void {
  if (!abort?.aborted) return;
  throw new EngineError("cancelled", "audit stopped; run it again for a verdict", { stage: "audit" });
}
