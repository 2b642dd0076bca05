/** Block lengths of two bootstraps, in rows; not whole. */
export interface BlockLength {
  readonly stationary: number;
  readonly circular: number;
}

/**
 * The block length that bootstraps of a series' mean do best with, from its autocorrelations.
 *
 * @param values Shape [rows], ten or more, without NaN.
 * @returns At least 1, at most min(3 root rows, rows / 3). 1 where nothing varies. O(rows^1.5).
 * @see Politis and White (2004), corrected by Patton, Politis and White (2009); arch.bootstrap.optimal_block_length.
 */
export function optimalBlockLength(values: Float64Array): BlockLength {
  const rows = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / rows;
  const centred = values.map((value) => value - mean);
  const quiet = Math.max(5, Math.floor(Math.log10(rows)));
  const mostLags = Math.min(rows - 2, Math.ceil(Math.sqrt(rows)) + quiet);
  const { covariances, lag } = significantLags(centred, quiet, mostLags);
  const band = Math.min(mostLags, lag === undefined ? mostLags : 2 * Math.max(lag, 1));
  let slope = 0;
  let variance = covariances[0] ?? 0;
  for (let k = 1; k <= band; k++) {
    const weight = k / band <= 0.5 ? 1 : 2 * (1 - k / band);
    slope += 2 * weight * k * (covariances[k] ?? 0);
    variance += 2 * weight * (covariances[k] ?? 0);
  }
  const most = Math.ceil(Math.min(3 * Math.sqrt(rows), rows / 3));
  const length = (spread: number): number => {
    const found = Math.cbrt(((2 * slope * slope) / (spread * variance * variance)) * rows);
    return Math.min(most, Math.max(1, Number.isFinite(found) ? found : 1));
  };
  return { stationary: length(2), circular: length(4 / 3) };
}

/** Autocovariances, and the first lag after which so many in a row are not significant. */
function significantLags(
  centred: Float64Array,
  quiet: number,
  mostLags: number,
): { readonly covariances: Float64Array; readonly lag: number | undefined } {
  const rows = centred.length;
  const limit = 2 * Math.sqrt(Math.log10(rows) / rows);
  const covariances = new Float64Array(mostLags + 1);
  const sizes = new Float64Array(mostLags + 1);
  let found: number | undefined;
  for (let lag = 0; lag <= mostLags; lag++) {
    let cross = 0;
    for (let row = lag; row < rows; row++) cross += (centred[row] as number) * (centred[row - lag] as number);
    covariances[lag] = cross / rows;
    const late = squares(centred.subarray(lag + 1));
    const early = squares(centred.subarray(0, rows - lag - 1));
    sizes[lag] = Math.abs(cross) / Math.sqrt(late * early);
    if (found === undefined && lag >= quiet && sizes.subarray(lag - quiet, lag).every((size) => size < limit))
      found = lag - quiet;
  }
  return { covariances, lag: found };
}

const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
