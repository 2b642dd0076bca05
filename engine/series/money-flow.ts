/**
 * Volume times where the close stands in its bar's range, from -1 at the low to 1 at the high; 0 for a bar without range.
 *
 * @param high Shape [bars], as are `low`, `close` and `volume`.
 * @returns Volume units, shape [bars]; NaN where any input is NaN.
 * @see Chaikin's money flow multiplier.
 */
export function moneyFlow(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
): Float64Array {
  const flow = new Float64Array(close.length);
  for (let bar = 0; bar < close.length; bar++) {
    const top = high[bar] as number;
    const bottom = low[bar] as number;
    const price = close[bar] as number;
    const range = top - bottom;
    flow[bar] =
      range === 0
        ? 0 * price * (volume[bar] as number)
        : ((price - bottom - (top - price)) / range) * (volume[bar] as number);
  }
  return flow;
}
