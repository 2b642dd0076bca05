import { mean } from "./moments.ts";

/**
 * Sample autocorrelations at lags 1 to `lags`: sums of products over the sum of squares, about one mean, as statsmodels' acf.
 *
 * @returns Shape [lags]; NaN where there is no variation, 0 at lags past the data. O(values times lags).
 */
export function autocorrelations(values: Float64Array, lags: number): Float64Array {
  const centre = mean(values);
  let squares = 0;
  for (let row = 0; row < values.length; row++) squares += ((values[row] as number) - centre) ** 2;
  const found = new Float64Array(lags);
  for (let lag = 1; lag <= lags; lag++) {
    let products = 0;
    for (let row = lag; row < values.length; row++)
      products += ((values[row] as number) - centre) * ((values[row - lag] as number) - centre);
    found[lag - 1] = products / squares;
  }
  return found;
}
