import { EngineError } from "../errors.ts";
import type { BarColumn, Bars } from "../market/bars.ts";

/** Most bars that one symbol may have. */
export const MAX_BARS = 20_000_000;

/** Where a bar stood in what the user gave us, for messages: 1-based. */
export type RowOf = (bar: number) => number;

/**
 * Refuses bars that no market can have made; what passes is trusted from here on. O(bars).
 *
 * Asks for: ascending `openTime` without repeats, `openTime < closeTime <= availableAt`, ascending closes, finite
 * prices above 0, low <= open, close <= high, and volume of 0 or more (NaN where a source has none).
 *
 * @throws EngineError "bad-bars" with the row and the symbol, or "over-limit".
 * @example checkBars(prices)
 */
export function checkBars(bars: Bars, rowOf: RowOf = (bar) => bar + 1): void {
  const { symbol } = bars;
  const count = bars.openTime.length;
  if (count === 0) throw new EngineError("bad-bars", `no bars for ${symbol}; give at least one`, { symbol });
  if (count > MAX_BARS) {
    throw new EngineError("over-limit", `too many bars for ${symbol}: ${count}; use ${MAX_BARS} or fewer`, {
      symbol,
    });
  }
  checkLengths(bars, count);
  for (let bar = 0; bar < count; bar++) {
    const problem = timeProblem(bars, bar) ?? priceProblem(bars, bar);
    if (problem === undefined) continue;
    const row = rowOf(bar);
    throw new EngineError("bad-bars", `${problem} (${symbol}, row ${row})`, {
      stage: "data",
      symbol,
      bar,
      row,
    });
  }
}

function checkLengths(bars: Bars, count: number): void {
  for (const name of ["closeTime", "availableAt", "open", "high", "low", "close", "volume"] as const) {
    if (bars[name].length === count) continue;
    const message = `uneven column ${name}: ${bars[name].length} values for ${count} bars; give one per bar`;
    throw new EngineError("bad-bars", message, { stage: "data", symbol: bars.symbol, field: name });
  }
}

function timeProblem(bars: Bars, bar: number): string | undefined {
  const open = bars.openTime[bar] ?? NaN;
  const close = bars.closeTime[bar] ?? NaN;
  const available = bars.availableAt[bar] ?? NaN;
  if (!Number.isFinite(open + close + available)) return "time is not a number; use UTC milliseconds";
  if (!(open < close && close <= available)) return "bar closes before it opens; mend its times";
  if (bar === 0) return undefined;
  const before = bars.openTime[bar - 1] ?? NaN;
  if (open === before) return `duplicate time: ${isoTime(open)}; keep one bar per time`;
  if (open < before) return `unsorted time: ${isoTime(open)} after ${isoTime(before)}; sort by time`;
  if (close <= (bars.closeTime[bar - 1] ?? NaN))
    return "bar closes no later than the one before; mend its times";
  return undefined;
}

/** What is wrong with the prices of one bar, in words; undefined where a market can have made them. */
export function priceProblem(bars: Pick<Bars, BarColumn>, bar: number): string | undefined {
  const open = bars.open[bar] ?? NaN;
  const high = bars.high[bar] ?? NaN;
  const low = bars.low[bar] ?? NaN;
  const close = bars.close[bar] ?? NaN;
  const volume = bars.volume[bar] ?? NaN;
  // Comparisons with NaN are false, so one test of the sum finds any price that is not a finite number.
  if (!Number.isFinite(open + high + low + close))
    return `price is not a number: ${open}, ${high}, ${low}, ${close}; remove or mend the bar`;
  if (!(low > 0)) return `low is not above 0: ${low}; mend the price`;
  if (high < low) return `high ${high} is below low ${low}; swap or mend them`;
  if (open > high || open < low) return `open ${open} is outside low ${low} to high ${high}; mend the bar`;
  if (close > high || close < low)
    return `close ${close} is outside low ${low} to high ${high}; mend the bar`;
  if (volume < 0 || volume === Infinity) return `invalid volume: ${volume}; use 0 or more`;
  return undefined;
}

/** A time in UTC milliseconds as ISO text without milliseconds, for messages; "NaN" outside the calendar. */
export function isoTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString().replace(".000", "");
}
