/** Mean of high, low and close, bar by bar, in price units, shape [bars]; NaN where any is NaN. */
export function typicalPrice(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  const prices = new Float64Array(close.length);
  for (let bar = 0; bar < close.length; bar++)
    prices[bar] = ((high[bar] as number) + (low[bar] as number) + (close[bar] as number)) / 3;
  return prices;
}
