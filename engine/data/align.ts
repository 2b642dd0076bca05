import { EngineError } from "../errors.ts";
import type { Bars, Timeframe } from "../market/bars.ts";
import { barsPerYear, calendarOfBars } from "../market/calendar.ts";
import { firstAtOrAfter, sliceBars } from "./dataset.ts";

/** Most symbols of one run. */
export const MAX_SYMBOLS = 10_000;

/** The bars of one run: checked to go together, in symbol order, cut at the end of the run. */
export interface Dataset {
  readonly bars: readonly Bars[];
  /** Per symbol, the first bar on which the account may act. */
  readonly firstBars: readonly number[];
  readonly timeframe: Timeframe;
  /** Closes per year of these bars. */
  readonly periodsPerYear: number;
}

/**
 * Puts symbols side by side for one run. Their order does not matter: they are sorted by name.
 *
 * @throws EngineError "bad-bars" on no bars, bars that are unfit for a test, a repeated symbol or mixed timeframes, or where no bar is left between `from` and `to`.
 */
export function alignBars(
  given: Bars | readonly Bars[],
  range: { readonly from?: number | undefined; readonly to?: number | undefined } = {},
): Dataset {
  checkGiven(given);
  const all = "symbol" in given ? [given] : [...given].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const first = all[0];
  if (!first) throw new EngineError("bad-bars", "no bars; give at least one symbol's", { stage: "data" });
  if (all.length > MAX_SYMBOLS) {
    throw new EngineError("over-limit", `too many symbols: ${all.length}; use ${MAX_SYMBOLS} or fewer`, {
      stage: "data",
    });
  }
  checkTogether(all, first.timeframe);
  const { from = -Infinity, to = Infinity } = range;
  const bars = all.map((each) => cutAt(each, to));
  const firstBars = bars.map((each) => (from === -Infinity ? 0 : firstAtOrAfter(each.openTime, from)));
  if (bars.every((each, index) => (firstBars[index] ?? 0) >= each.openTime.length)) {
    throw new EngineError("bad-bars", "no bars between from and to; widen the range", { stage: "data" });
  }
  const { timeframe } = first;
  return {
    bars,
    firstBars,
    timeframe,
    periodsPerYear: barsPerYear(calendarOfBars(first), timeframe),
  };
}

/** What callers whose types were not checked may give. */
function checkGiven(given: unknown): void {
  for (const bars of Array.isArray(given) ? (given as readonly unknown[]) : [given]) {
    const { symbol, openTime } = (bars ?? {}) as { readonly symbol?: unknown; readonly openTime?: unknown };
    if (typeof symbol === "string" && openTime instanceof Float64Array) continue;
    const message = `invalid bars: ${bars === null ? "null" : typeof bars}; use what createBars or parseBarsCsv gives, or a list of it`;
    throw new EngineError("bad-bars", message, { stage: "data" });
  }
}

function checkTogether(all: readonly Bars[], timeframe: Timeframe): void {
  let before = "";
  for (const { symbol, timeframe: other, openTime, unfit } of all) {
    if (unfit !== undefined) throw new EngineError("bad-bars", unfit, { stage: "data", symbol });
    if (openTime.length === 0)
      throw new EngineError("bad-bars", `no bars for ${symbol}; give at least one`, { symbol });
    if (symbol === before)
      throw new EngineError("bad-bars", `symbol given twice: ${symbol}; give it once`, { symbol });
    if (other !== timeframe) {
      throw new EngineError("bad-bars", `mixed timeframes: ${timeframe} and ${other}; give one`, { symbol });
    }
    before = symbol;
  }
}

/** Bars that open before `to`; the same object where that is all of them, so that its hash stays remembered. */
function cutAt(bars: Bars, to: number): Bars {
  const end = to === Infinity ? bars.openTime.length : firstAtOrAfter(bars.openTime, to);
  return end === bars.openTime.length ? bars : sliceBars(bars, 0, end);
}
