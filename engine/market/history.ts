import type { Bars } from "./bars.ts";

/** How many of a symbol's bars have closed, and in whose shares: what a {@link History} may look at. Only execution moves it. */
export interface SeenBars {
  readonly seen: number;
  /** The bars in the shares after the last split; the history's own where absent. */
  readonly restated?: Bars | undefined;
}

/**
 * One symbol's past as sizers, rules and cost models see it: the bars that have closed, never a later one.
 * A class, so that the whole columns stay private.
 */
export class History {
  readonly #raw: Bars;
  readonly #at: SeenBars;

  constructor(bars: Bars, at: SeenBars) {
    this.#raw = bars;
    this.#at = at;
  }

  get #bars(): Bars {
    return this.#at.restated ?? this.#raw;
  }

  /** Bars that have closed so far. */
  get bars(): number {
    return this.#at.seen;
  }

  /** The last close; NaN before any. */
  get lastClose(): number {
    return this.#bars.close[this.#at.seen - 1] ?? NaN;
  }

  /** The last `bars` closes (or fewer, where the data begin later), oldest first; a copy. */
  closes(bars: number): Float64Array {
    const { seen } = this.#at;
    return this.#bars.close.slice(Math.max(0, seen - bars), seen);
  }

  /** The highs of the last `bars` bars, oldest first; a copy. */
  highs(bars: number): Float64Array {
    const { seen } = this.#at;
    return this.#bars.high.slice(Math.max(0, seen - bars), seen);
  }

  /** The lows of the last `bars` bars, oldest first; a copy. */
  lows(bars: number): Float64Array {
    const { seen } = this.#at;
    return this.#bars.low.slice(Math.max(0, seen - bars), seen);
  }

  /** UTC ms of the last `bars` closes, oldest first; a copy. */
  closeTimes(bars: number): Float64Array {
    const { seen } = this.#at;
    return this.#bars.closeTime.slice(Math.max(0, seen - bars), seen);
  }

  /** Sample standard deviation of the last `bars` simple returns, per bar; NaN before there are as many. O(bars). */
  volatility(bars: number): number {
    const { seen } = this.#at;
    const { close } = this.#bars;
    if (seen < bars + 1 || bars < 2) return NaN;
    const first = seen - bars;
    // From the first return on, so that equal returns have no spread at all.
    const base = (close[first] as number) / (close[first - 1] as number);
    let sum = 0;
    let squares = 0;
    for (let bar = first; bar < seen; bar++) {
      const distance = (close[bar] as number) / (close[bar - 1] as number) - base;
      sum += distance;
      squares += distance * distance;
    }
    return Math.sqrt(Math.max(0, squares - (sum * sum) / bars) / (bars - 1));
  }

  /** Mean true range of the last `bars` bars, in quote currency; NaN before there are as many. O(bars). */
  averageRange(bars: number): number {
    const { seen } = this.#at;
    const { high, low, close } = this.#bars;
    if (seen < bars + 1) return NaN;
    let sum = 0;
    for (let bar = seen - bars; bar < seen; bar++) {
      const before = close[bar - 1] as number;
      sum += Math.max(high[bar] as number, before) - Math.min(low[bar] as number, before);
    }
    return sum / bars;
  }

  /** Mean volume of the last `bars` bars, in units; NaN before there are as many. O(bars). */
  averageVolume(bars: number): number {
    return this.#mean(this.#bars.volume, bars);
  }

  /** Mean close of the last `bars` bars; NaN before there are as many. O(bars). */
  averageClose(bars: number): number {
    return this.#mean(this.#bars.close, bars);
  }

  /** Highest close of the last `bars` bars; NaN before there are as many. O(bars). */
  highestClose(bars: number): number {
    const { seen } = this.#at;
    if (seen < bars) return NaN;
    let highest = -Infinity;
    for (let bar = seen - bars; bar < seen; bar++)
      highest = Math.max(highest, this.#bars.close[bar] as number);
    return highest;
  }

  #mean(column: Float64Array, bars: number): number {
    const { seen } = this.#at;
    if (seen < bars) return NaN;
    let sum = 0;
    for (let bar = seen - bars; bar < seen; bar++) sum += column[bar] as number;
    return sum / bars;
  }
}

/**
 * Correlation of two symbols' returns between the closes that they share, over the last `bars` bars.
 *
 * @returns From -1 to 1; NaN where fewer than 3 returns are shared, or one of them never changes. O(bars).
 */
export function returnCorrelation(a: History, b: History, bars: number): number {
  const closes = new Map<number, number>();
  const others = b.closes(bars + 1);
  for (const [row, time] of b.closeTimes(bars + 1).entries()) closes.set(time, others[row] as number);
  const mine = a.closes(bars + 1);
  const pairs: [number, number][] = [];
  for (const [row, time] of a.closeTimes(bars + 1).entries()) {
    const other = closes.get(time);
    if (other !== undefined) pairs.push([mine[row] as number, other]);
  }
  const count = pairs.length - 1;
  if (count < 3) return NaN;
  let [sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0];
  for (let row = 1; row <= count; row++) {
    const [before, after] = [pairs[row - 1], pairs[row]] as [[number, number], [number, number]];
    const [x, y] = [after[0] / before[0] - 1, after[1] / before[1] - 1];
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  const spread = (count * sumXX - sumX * sumX) * (count * sumYY - sumY * sumY);
  return spread > 0 ? (count * sumXY - sumX * sumY) / Math.sqrt(spread) : NaN;
}
