import type { Bars } from "../market/bars.ts";
import type { CorporateAction } from "../market/corporate-actions.ts";
import { firstAtOrAfter } from "./dataset.ts";

/** Which actions to take out of a price history. */
export interface AdjustOptions {
  /** Splits: prices before one are divided by its ratio, volumes multiplied; on by default. */
  readonly splits?: boolean;
  /** Dividends: prices before one are scaled by 1 - amount / the close before; off by default (total return where on). */
  readonly dividends?: boolean;
  /** UTC ms: what goes ex later is not known yet and left alone; everything by default. */
  readonly knownAt?: number;
}

/**
 * Derives an adjusted history from raw bars; the raw ones are what is stored.
 *
 * The last bar keeps its price and every earlier one changes when something new goes ex: adjusted levels know the future. Rules that look at a price's level
 * (above 5, whole shares for an amount) need raw bars.
 *
 * @returns New bars of the same times, shape [bars]; the given ones where nothing applies. O(bars + actions log bars).
 * @see CRSP, data descriptions: factors to adjust prices.
 * @example adjustBars(prices, [{ type: "split", symbol: "AAPL", exTime: Date.UTC(2014, 5, 9), ratio: 7 }], { mode: "splits" })
 */
export function adjustBars(
  bars: Bars,
  actions: readonly CorporateAction[],
  options: AdjustOptions = {},
): Bars {
  const { splits = true, dividends = false, knownAt = Infinity } = options;
  const wanted = actions.filter(
    ({ symbol, type, exTime }) =>
      symbol === bars.symbol && exTime <= knownAt && (type === "split" ? splits : dividends),
  );
  const prices = new Float64Array(bars.close.length).fill(1);
  const volumes = new Float64Array(bars.close.length).fill(1);
  let changed = false;
  for (const action of wanted) {
    const first = firstAtOrAfter(bars.openTime, action.exTime);
    if (first === 0 || first === bars.openTime.length) continue;
    const price =
      action.type === "split" ? 1 / action.ratio : 1 - action.amount / (bars.close[first - 1] as number);
    prices[first - 1] = (prices[first - 1] as number) * price;
    if (action.type === "split") volumes[first - 1] = (volumes[first - 1] as number) * action.ratio;
    changed = true;
  }
  return changed ? scaled(bars, fromTheEnd(prices), fromTheEnd(volumes)) : bars;
}

/** The product of each factor and all after it. */
function fromTheEnd(factors: Float64Array): Float64Array {
  for (let bar = factors.length - 2; bar >= 0; bar--)
    factors[bar] = (factors[bar] as number) * (factors[bar + 1] as number);
  return factors;
}

function scaled(bars: Bars, prices: Float64Array, volumes: Float64Array): Bars {
  const times = (column: Float64Array, factors: Float64Array): Float64Array =>
    column.map((value, bar) => value * (factors[bar] as number));
  const { open, high, low, close, volume } = bars;
  return {
    ...bars,
    ...{ open: times(open, prices), high: times(high, prices), low: times(low, prices) },
    ...{ close: times(close, prices), volume: times(volume, volumes) },
  };
}
