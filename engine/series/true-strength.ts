import { readAhead } from "./read-ahead.ts";

/**
 * Twice-smoothed moves over twice-smoothed sizes of moves, -100 to 100, in one pass.
 *
 * @param values Shape [bars]. A NaN gives NaN at its bar and the next and leaves the averages as they were.
 * @param longBars Length of the first exponential average, seeded from the mean of its first window, as is the second of `shortBars`.
 * @returns Shape [bars]; NaN for the first `longBars + shortBars - 1` bars; 0 where nothing has moved. Uses no later bar. O(bars).
 */
export function trueStrength(values: Float64Array, longBars: number, shortBars: number): Float64Array {
  const strengths = new Float64Array(values.length);
  const longWeight = 2 / (longBars + 1);
  const shortWeight = 2 / (shortBars + 1);
  const ready = longBars + shortBars - 1;
  readAhead(values, strengths, strengths, strengths);
  let move = -0;
  let size = -0;
  let moveOfMove = -0;
  let sizeOfSize = -0;
  let seen = 0;
  let before = NaN;
  for (let bar = 0; bar < values.length; bar++) {
    const value = values[bar] as number;
    const step = value - before;
    before = value;
    if (step !== step) {
      strengths[bar] = NaN;
      continue;
    }
    const length = Math.abs(step);
    if (seen < ready) {
      seen += 1;
      const long = seen > longBars ? longWeight : 1 / longBars;
      move += (seen > longBars ? step - move : step) * long;
      size += (seen > longBars ? length - size : length) * long;
      if (seen >= longBars) {
        moveOfMove += move / shortBars;
        sizeOfSize += size / shortBars;
      }
    } else {
      move += (step - move) * longWeight;
      size += (length - size) * longWeight;
      moveOfMove += (move - moveOfMove) * shortWeight;
      sizeOfSize += (size - sizeOfSize) * shortWeight;
    }
    if (seen < ready) strengths[bar] = NaN;
    else strengths[bar] = sizeOfSize === 0 ? 0 : (100 * moveOfMove) / sizeOfSize;
  }
  return strengths;
}
