/**
 * Change from the value `lag` bars before, in percent of it; 0 where that value is 0 (TA-Lib's rule).
 *
 * @returns Shape [bars]; NaN for the first `lag` bars and where either value is NaN.
 */
export function ratesOfChange(values: Float64Array, lag: number): Float64Array {
  const rates = new Float64Array(values.length);
  rates.fill(NaN, 0, Math.min(lag, values.length));
  for (let bar = lag; bar < values.length; bar++) {
    const before = values[bar - lag] as number;
    rates[bar] = before === 0 ? 0 : ((values[bar] as number) / before - 1) * 100;
  }
  return rates;
}
