/**
 * Change from the value `lag` bars before, in percent of it; 0 where that value is 0 (TA-Lib's rule).
 *
 * @param rates Where to write, shape [bars]; may be `values` itself.
 * @returns Shape [bars]; NaN for the first `lag` bars and where either value is NaN.
 */
export function ratesOfChange(
  values: Float64Array,
  lag: number,
  rates: Float64Array = new Float64Array(values.length),
): Float64Array {
  // From the end, for the sake of rates that take the place of their values.
  for (let bar = values.length - 1; bar >= lag; bar--) {
    const before = values[bar - lag] as number;
    const value = values[bar] as number;
    rates[bar] = before !== 0 ? (value / before - 1) * 100 : value === value ? 0 : NaN;
  }
  return rates.fill(NaN, 0, Math.min(lag, values.length));
}
