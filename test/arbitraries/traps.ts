import type { Bars } from "#engine/index.ts";

/** A way in which people look ahead, as the column of an indicator over whole bars; shape [bars]. */
export type Trap = (bars: Bars) => Float64Array;

const fromClose =
  (compute: (close: Float64Array) => Float64Array): Trap =>
  ({ close }) =>
    compute(close);

const average = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;

/** The value that ends each group of neighbouring bars, given to all bars of the group. */
export function lastOfGroup(bars: Bars, keyOf: (openTime: number) => number): Float64Array {
  const found = new Float64Array(bars.close.length);
  for (let bar = found.length - 1; bar >= 0; bar--) {
    const same = keyOf(bars.openTime[bar] ?? NaN) === keyOf(bars.openTime[bar + 1] ?? NaN);
    found[bar] = same ? (found[bar + 1] as number) : (bars.close[bar] as number);
  }
  return found;
}

const DAY_MS = 86_400_000;
/** Days since a Monday, in whole weeks. */
export const weekOf = (time: number): number => Math.floor((time / DAY_MS + 3) / 7);
export const monthOf = (time: number): number => new Date(time).getUTCMonth();
export const dayOf = (time: number): number => Math.floor(time / DAY_MS);

/** The profit of holding while close is above its average of a length: what a search would choose that length by. */
function profitOf(close: Float64Array, length: number): number {
  let profit = 0;
  for (let bar = length; bar < close.length; bar++)
    if ((close[bar - 1] as number) > average(close.subarray(bar - length, bar)))
      profit += (close[bar] as number) / (close[bar - 1] as number) - 1;
  return profit;
}

/** Marks the last turn of a zigzag at the bar where it was, before anyone could know it. */
function zigzag(close: Float64Array): Float64Array {
  const direction = new Float64Array(close.length);
  let from = 0;
  let best = 0;
  let way = 1;
  for (let bar = 1; bar < close.length; bar++) {
    if (way * ((close[bar] as number) - (close[best] as number)) > 0) best = bar;
    else if (way * ((close[best] as number) - (close[bar] as number)) > 0.03 * (close[best] as number)) {
      direction.fill(way, from, best);
      from = best;
      best = bar;
      way = -way;
    }
  }
  return direction.fill(way, from);
}

/** Traps that every market shows, by name. */
export const TRAPS: Readonly<Record<string, Trap>> = {
  "shift(-1)": fromClose((close) => close.map((_, bar) => close[bar + 1] ?? NaN)),
  "shift(-2)": fromClose((close) => close.map((_, bar) => close[bar + 2] ?? NaN)),
  "shift(-1), its last value filled so that no NaN gives it away": fromClose((close) =>
    close.map((value, bar) => close[bar + 1] ?? value),
  ),
  "the last value of the whole series": fromClose((close) => close.map(() => close.at(-1) ?? NaN)),
  "a z-score over the full sample, as of a scaler fitted before the split": fromClose((close) => {
    const mean = average(close);
    const deviation = Math.sqrt(average(close.map((value) => (value - mean) ** 2)));
    return close.map((value) => (value - mean) / deviation);
  }),
  "min-max scaling over the full sample": fromClose((close) => {
    const [low, high] = [Math.min(...close), Math.max(...close)];
    return close.map((value) => (value - low) / (high - low));
  }),
  "a back-fill": fromClose((close) => {
    const filled = close.map((value, bar) => (bar % 5 === 4 ? value : NaN));
    for (let bar = filled.length - 2; bar >= 0; bar--)
      if (Number.isNaN(filled[bar])) filled[bar] = filled[bar + 1] ?? NaN;
    return filled;
  }),
  "a centred moving average": fromClose((close) =>
    close.map((value, bar) => ((close[bar - 1] ?? NaN) + value + (close[bar + 1] ?? NaN)) / 3),
  ),
  "a fractal high at its own bar, unconfirmed": ({ high }) =>
    high.map((value, bar) =>
      [-2, -1, 1, 2].every((step) => value > (high[bar + step] ?? Infinity)) ? value : NaN,
    ),
  "a zigzag that repaints until it turns": fromClose(zigzag),
  "a limit price from its own bar's low": ({ low }) => low.map((_, bar) => low[bar + 1] ?? NaN),
  "the fill bar's range, for slippage": ({ high, low }) =>
    high.map((_, bar) => (high[bar + 1] ?? NaN) - (low[bar + 1] ?? NaN)),
  "the fill bar's volume, for the size": ({ volume }) => volume.map((_, bar) => volume[bar + 1] ?? NaN),
  "the fill bar's close, for percent of equity": fromClose((close) =>
    close.map((_, bar) => close[bar + 1] ?? NaN),
  ),
  "the same day's close, for a fill at the open": ({ open, close }) =>
    open.map((_, bar) => (close[bar + 1] ?? NaN) / (open[bar + 1] ?? NaN)),
  "the bar's high, for an entry at its open": ({ open, high }) =>
    open.map((_, bar) => ((high[bar + 1] ?? NaN) > (open[bar + 1] ?? NaN) * 1.01 ? 1 : 0)),
  "closes adjusted backwards for later splits": fromClose((close) => {
    let factor = 1;
    const adjusted = close.slice();
    for (let bar = close.length - 1; bar >= 0; bar--) {
      adjusted[bar] = (close[bar] as number) * factor;
      const ratio = (close[bar] as number) / (close[bar - 1] ?? NaN);
      if (ratio < 0.98) factor *= ratio;
    }
    return adjusted;
  }),
  "stop levels adjusted for later dividends": ({ open, close }) => {
    const levels = close.slice();
    let paid = 0;
    for (let bar = close.length - 1; bar >= 0; bar--) {
      levels[bar] = 0.95 * ((close[bar] as number) - paid);
      paid += Math.max(0, (close[bar - 1] ?? NaN) - (open[bar] as number)) || 0;
    }
    return levels;
  },
  "today's index members, seen from the past": fromClose((close) => {
    const survived = (close.at(-1) ?? NaN) > (close[0] ?? NaN) ? 1 : 0;
    return close.map(() => survived);
  }),
  "parameters chosen on the window they are tested on": fromClose((close) => {
    const lengths = [2, 3, 5, 8, 13];
    const best = lengths.reduce((a, b) => (profitOf(close, b) > profitOf(close, a) ? b : a));
    return close.map((_, bar) => (bar < best ? NaN : average(close.subarray(bar - best + 1, bar + 1))));
  }),
  "overlapping labels without a purge": fromClose((close) =>
    close.map((_, bar) =>
      average(
        [4, 3, 2, 1, 0].map((back) => Math.sign((close[bar - back + 5] ?? NaN) - (close[bar - back] ?? NaN))),
      ),
    ),
  ),
  "a weekly close at the week's start": (bars) => lastOfGroup(bars, weekOf),
  "a monthly close at the month's start": (bars) => lastOfGroup(bars, monthOf),
};
