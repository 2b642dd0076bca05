/**
 * Factor that turns a Sharpe ratio per period into one over `periods` periods where returns are correlated in time: q over the root of
 * q + 2 sum (q - k) rho_k; the root of q where no correlation is given.
 *
 * @param correlations Autocorrelations at lags 1, 2, ...; a few estimated ones, since a full set is noise.
 * @returns NaN where the correlations make the variance of the sum 0 or less.
 * @see Lo (2002), The Statistics of Sharpe Ratios, equation 20.
 */
export function loFactor(periods: number, correlations: ArrayLike<number>): number {
  let variance = periods;
  for (let lag = 1; lag < periods && lag <= correlations.length; lag++)
    variance += 2 * (periods - lag) * (correlations[lag - 1] as number);
  return variance > 0 ? periods / Math.sqrt(variance) : NaN;
}
