import { firstAtOrAfter } from "../data/dataset.ts";
import type { Bars } from "../market/bars.ts";
import { createRandom, type Random } from "../random.ts";

/** The ways to replace the future: all prices times a factor, the bars in another order, every bar moved by chance. */
export const PERTURBATIONS = ["scale", "shuffle", "noise"] as const;
export type Perturbation = (typeof PERTURBATIONS)[number];

const SCALE = 1.5;
const SPREAD = 0.1;

/**
 * The same bars with everything after a moment replaced. Of the bar that opens next its open stays, since a fill there may use it; its high,
 * low and close do not. Times stay.
 *
 * @param moment UTC ms at which no bar is open.
 * @param keepVolume Whether the volume of the bar that opens next stays too: a run that caps its fills by it needs that.
 * @returns New price columns with low <= open, close <= high; the same object where nothing comes later. O(bars).
 */
export function perturbAfter(
  bars: Bars,
  moment: number,
  way: Perturbation,
  seed: number,
  keepVolume = false,
): Bars {
  const first = firstAtOrAfter(bars.openTime, moment);
  const count = bars.openTime.length;
  if (first >= count) return bars;
  const copy = (column: Float64Array): Float64Array => column.slice();
  const changed: Bars = {
    ...bars,
    open: copy(bars.open),
    high: copy(bars.high),
    low: copy(bars.low),
    close: copy(bars.close),
    volume: copy(bars.volume),
  };
  const random = createRandom(seed);
  const order = way === "shuffle" ? shuffled(first, count, random) : undefined;
  for (let bar = first; bar < count; bar++) {
    const factor = way === "scale" ? SCALE : way === "noise" ? Math.exp(SPREAD * random.normal()) : 1;
    copyBar(bars, order?.[bar - first] ?? bar, changed, bar, factor);
  }
  keepOpen(bars, changed, first);
  if (keepVolume) changed.volume[first] = bars.volume[first] as number;
  return changed;
}

/** The bars from `first` on in another order. */
function shuffled(first: number, count: number, random: Random): number[] {
  const order = Array.from({ length: count - first }, (_, index) => first + index);
  for (let place = order.length - 1; place > 0; place--) {
    const other = random.int(place + 1);
    [order[place], order[other]] = [order[other] as number, order[place] as number];
  }
  return order;
}

function copyBar(from: Bars, source: number, to: Bars, bar: number, factor: number): void {
  for (const name of ["open", "high", "low", "close"] as const)
    to[name][bar] = (from[name][source] as number) * factor;
  to.volume[bar] = (from.volume[source] as number) * factor;
}

/** Gives a bar its open back and stretches its range over it. */
function keepOpen(bars: Bars, changed: Bars, bar: number): void {
  const open = bars.open[bar] as number;
  const close = changed.close[bar] as number;
  changed.open[bar] = open;
  changed.high[bar] = Math.max(changed.high[bar] as number, open, close);
  changed.low[bar] = Math.min(changed.low[bar] as number, open, close);
}
