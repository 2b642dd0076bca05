import { createBars } from "../data/dataset.ts";
import type { Bars } from "../market/bars.ts";
import type { Session } from "../market/calendar.ts";
import type { Random } from "../random.ts";

/** How one symbol's generated days look; all per day. */
export interface DayShape {
  readonly symbol: string;
  readonly startPrice: number;
  /** Log return from close to close, one per session. */
  readonly returns: Float64Array;
  /** Share of a day's move that happens overnight, 0 to 1. */
  readonly gapShare: number;
  /** Standard deviation of the range beyond open and close, as a fraction of the price. */
  readonly rangeNoise: number;
  readonly volume: number;
}

/** Draws daily bars around given returns, in cents, labelled synthetic. O(sessions). */
export function drawDailyBars(shape: DayShape, sessions: readonly Session[], random: Random): Bars {
  const count = sessions.length;
  const open = new Float64Array(count);
  const high = new Float64Array(count);
  const low = new Float64Array(count);
  const close = new Float64Array(count);
  const volume = new Float64Array(count);
  let before = shape.startPrice;
  let exact = shape.startPrice;
  for (let bar = 0; bar < count; bar++) {
    const move = shape.returns[bar] as number;
    const gap = Math.exp(move * shape.gapShare + random.normal() * shape.rangeNoise * 0.3);
    exact *= Math.exp(move);
    open[bar] = cents(before * gap);
    close[bar] = cents(exact);
    const top = Math.max(open[bar] as number, close[bar] as number);
    const bottom = Math.min(open[bar] as number, close[bar] as number);
    high[bar] = cents(top * (1 + Math.abs(random.normal()) * shape.rangeNoise));
    low[bar] = cents(bottom * (1 - Math.min(0.5, Math.abs(random.normal()) * shape.rangeNoise)));
    volume[bar] = Math.round(shape.volume * Math.exp(0.3 * random.normal() + 8 * Math.abs(move)));
    before = close[bar] as number;
  }
  const openTime = Float64Array.from(sessions, (session) => session.openTime);
  const closeTime = Float64Array.from(sessions, (session) => session.closeTime);
  const columns = { openTime, closeTime, open, high, low, close, volume };
  return createBars({ symbol: shape.symbol, timeframe: "1d", columns, synthetic: true });
}

function cents(price: number): number {
  return Math.max(0.01, Math.round(price * 100) / 100);
}
