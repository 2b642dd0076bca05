import { readAhead } from "./read-ahead.ts";

/**
 * Compounded returns of the bars whose volume rose (`side` 1) or fell (-1), from 1000.
 *
 * @param close Shape [bars], as is `volume`; a bar with a NaN gives NaN and counts for nothing; so does a return from 0.
 * @returns Shape [bars]. Uses no later bar. O(bars).
 */
export function volumeIndex(close: Float64Array, volume: Float64Array, side: 1 | -1): Float64Array {
  const index = new Float64Array(close.length);
  readAhead(close, volume, index, index);
  let level = 1000;
  let priceBefore = NaN;
  let volumeBefore = NaN;
  for (let bar = 0; bar < close.length; bar++) {
    const price = close[bar] as number;
    const traded = volume[bar] as number;
    if (price + traded !== price + traded) {
      index[bar] = NaN;
      continue;
    }
    if (side * (traded - volumeBefore) > 0 && priceBefore !== 0) level *= price / priceBefore;
    index[bar] = level;
    priceBefore = price;
    volumeBefore = traded;
  }
  return index;
}
