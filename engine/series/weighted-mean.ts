/**
 * Mean of the last `lengthBars` values with weights 1 (oldest) to `lengthBars` (newest), free of drift.
 *
 * Blocks of one window's length: every window is a tail of one and a head of the next, summed as distances from the value where
 * they meet, without a subtraction of sums. Tails wait in the column where they will be needed.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function weightedMean(values: Float64Array, lengthBars: number): Float64Array {
  const count = values.length;
  const means = new Float64Array(count);
  const share = 2 / (lengthBars * (lengthBars + 1));
  for (let start = 0; start < count; start += lengthBars) {
    const anchor = values[start] as number;
    if (start > 0) placeTails(values, start, lengthBars, anchor, means);
    const end = Math.min(start + lengthBars, count);
    let head = -0;
    let headWeighted = -0;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      const distance = (values[bar] as number) - anchor;
      head += distance;
      headWeighted += distance * (lengthBars - missing);
      means[bar] = anchor + (headWeighted + missing * head + (means[bar] as number)) * share;
    }
  }
  return means.fill(NaN, 0, Math.min(lengthBars - 1, count));
}

/** Weighted sums of the last values before `start`, as distances from the anchor: each at the bar whose window begins with them. */
function placeTails(
  values: Float64Array,
  start: number,
  lengthBars: number,
  anchor: number,
  tails: Float64Array,
): void {
  let sum = -0;
  let weighted = -0;
  for (let at = start + lengthBars - 1; at >= start; at--) {
    if (at < tails.length) tails[at] = weighted;
    sum += (values[at - lengthBars] as number) - anchor;
    weighted += sum;
  }
}
