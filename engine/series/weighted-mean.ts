/**
 * Mean of the last `lengthBars` values with weights 1 (oldest) to `lengthBars` (newest), free of drift.
 *
 * Blocks of one window's length: every window is a tail of one and a head of the next, summed as distances from the value where
 * they meet, without a subtraction of sums.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns Units of the values, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function weightedMean(values: Float64Array, lengthBars: number): Float64Array {
  const count = values.length;
  const means = new Float64Array(count);
  const size = Math.min(lengthBars, count) + 1;
  const tailSum = new Float64Array(size);
  const tailWeighted = new Float64Array(size);
  const share = 2 / (lengthBars * (lengthBars + 1));
  means.fill(NaN, 0, Math.min(lengthBars - 1, count));
  for (let start = 0; start < count; start += lengthBars) {
    const anchor = values[start] as number;
    const most = Math.min(lengthBars - 1, start);
    let sum = 0;
    let weighted = 0;
    for (let k = 1; k <= most; k++) {
      sum += (values[start - k] as number) - anchor;
      weighted += sum;
      tailSum[k] = sum;
      tailWeighted[k] = weighted;
    }
    const end = Math.min(start + lengthBars, count);
    let head = 0;
    let headWeighted = 0;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      const distance = (values[bar] as number) - anchor;
      head += distance;
      headWeighted += distance * (lengthBars - missing);
      if (missing > most) continue;
      const total = headWeighted + missing * head + (tailWeighted[missing] as number);
      means[bar] = anchor + total * share;
    }
  }
  return means;
}
