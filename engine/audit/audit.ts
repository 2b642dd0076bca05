import { simulate, type BacktestOptions, type Run } from "../backtest.ts";
import { firstAtOrAfter, sliceBars } from "../data/dataset.ts";
import { EngineError } from "../errors.ts";
import type { Bars } from "../market/bars.ts";
import type { AuditVerdict } from "../result.ts";
import type { Strategy, StrategyParams } from "../strategy.ts";
import { firstDifference, type Difference } from "./compare.ts";

/** Runs of this many bars or fewer are cut at every bar. */
export const EVERY_BAR_LIMIT = 300;

/** How hard to look, and when to give up. */
export interface AuditOptions<P extends StrategyParams = StrategyParams> extends BacktestOptions<P> {
  /** Prefixes of a long run, spread evenly and jittered; at least 64, the default. */
  readonly cuts?: number;
  /** Looked at between prefixes; an AbortSignal fits. */
  readonly abort?: { readonly aborted: boolean };
}

/**
 * Prefix test: what was computed, decided, ordered and filled by a moment must be the same when the data end at that moment.
 *
 * Runs the strategy again on prefixes of its bars (every one of a short run, else at least 64 stratified ones; after a difference bisects
 * to the shortest prefix that shows it) and compares bit for bit.
 *
 * @returns The verdict; `firstLeak` names the first bar found to depend on later ones. A leak that shows on few bars may slip between the cuts of a
 *   long run. Costs about cuts / 2 runs.
 * @throws EngineError "cancelled" once `abort.aborted` is true, or whatever the run itself throws.
 */
export function audit<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: AuditOptions<P>,
): AuditVerdict {
  const whole = simulate(strategy, options, true);
  const moments = closesOf(whole.dataset.bars);
  const cuts = chooseCuts(moments.length, options.cuts ?? 64);
  let clean = -1;
  for (const [index, cut] of cuts.entries()) {
    if (options.abort?.aborted)
      throw new EngineError("cancelled", "audit stopped; run it again for a verdict", { stage: "audit" });
    const difference = compareAt(strategy, options, whole, moments[cut] ?? NaN);
    if (difference)
      return describeLeak(strategy, options, whole, moments, { clean, cut, difference, cuts: index + 1 });
    clean = cut;
  }
  return { verdict: "causal", cuts: cuts.length };
}

/** Every moment at which a bar closes and no other symbol is inside one, ascending: there the data can be cut. */
function closesOf(all: readonly Bars[]): Float64Array {
  const [first] = all;
  if (all.length === 1 && first) return first.closeTime;
  const moments = Float64Array.from(new Set(all.flatMap((bars) => [...bars.closeTime]))).sort();
  return moments.filter((moment) => all.every((bars) => !isInside(bars, moment)));
}

function isInside(bars: Bars, moment: number): boolean {
  const opened = firstAtOrAfter(bars.openTime, moment) - 1;
  return opened >= 0 && (bars.closeTime[opened] ?? NaN) > moment;
}

/** Indices of the prefixes' last moments: all, or one from each of equal strata by a fixed low-discrepancy jitter. */
function chooseCuts(count: number, wanted: number): number[] {
  if (count <= EVERY_BAR_LIMIT) return Array.from({ length: count }, (_, index) => index);
  const strata = Math.min(count, Math.max(64, Math.trunc(wanted)));
  const golden = 0.6180339887498949;
  return Array.from({ length: strata }, (_, index) => {
    const inside = (index * golden) % 1;
    return Math.floor(((index + inside) * count) / strata);
  });
}

function compareAt<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: AuditOptions<P>,
  whole: Run,
  moment: number,
): Difference | undefined {
  const bars = whole.dataset.bars
    .map((each) => upTo(each, moment))
    .filter((each) => each.openTime.length > 0);
  const { from = -Infinity } = options;
  if (bars.every((each) => (each.openTime[each.openTime.length - 1] ?? NaN) < from)) return undefined;
  try {
    return firstDifference(whole, simulate(strategy, { ...options, bars }, true));
  } catch (error) {
    // The run on everything went through, so what throws here depends on what comes after.
    const bar = Math.max(...bars.map((each) => each.openTime.length)) - 1;
    const reason = error instanceof Error ? error.message : String(error);
    return { bar, time: moment, what: `error where the data end here: ${reason}`.slice(0, 300) };
  }
}

/** The bars that have closed by a moment. */
function upTo(bars: Bars, moment: number): Bars {
  let end = bars.closeTime.length;
  while (end > 0 && (bars.closeTime[end - 1] ?? NaN) > moment) end -= 1;
  return sliceBars(bars, 0, end);
}

interface Found {
  readonly clean: number;
  readonly cut: number;
  readonly difference: Difference;
  readonly cuts: number;
}

/** Bisects between the last clean prefix and the first that differs. */
function describeLeak<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: AuditOptions<P>,
  whole: Run,
  moments: Float64Array,
  found: Found,
): AuditVerdict {
  let { clean, cut, difference, cuts } = found;
  while (cut - clean > 1) {
    const middle = (clean + cut) >>> 1;
    const earlier = compareAt(strategy, options, whole, moments[middle] ?? NaN);
    cuts += 1;
    if (earlier) {
      cut = middle;
      difference = earlier;
    } else clean = middle;
  }
  return {
    verdict: "leaks",
    cuts,
    firstLeak: { bar: difference.bar, time: difference.time, what: difference.what },
  };
}
