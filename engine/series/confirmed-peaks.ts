/**
 * The last peak (`sign` 1) or trough (-1) that later values have confirmed; shown from the bar that confirms it, until the next.
 *
 * @param values Shape [bars]; a NaN in reach confirms nothing.
 * @param leftBars Values before a peak that must be lower.
 * @param rightBars Values after it that must be lower.
 * @returns Units of the values, shape [bars]; NaN before the first. Uses no later bar. O(bars times reach), mostly far less.
 */
export function confirmedPeaks(
  values: Float64Array,
  leftBars: number,
  rightBars: number,
  sign: 1 | -1,
): Float64Array {
  const peaks = new Float64Array(values.length).fill(NaN);
  let last = NaN;
  for (let bar = leftBars + rightBars; bar < values.length; bar++) {
    const at = bar - rightBars;
    if (standsOut(values, at, at - leftBars, bar, sign)) last = values[at] as number;
    peaks[bar] = last;
  }
  return peaks;
}

function standsOut(values: Float64Array, at: number, from: number, to: number, sign: 1 | -1): boolean {
  const value = sign * (values[at] as number);
  for (let other = to; other >= from; other--)
    if (other !== at && !(sign * (values[other] as number) < value)) return false;
  return true;
}
