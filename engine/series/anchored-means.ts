/**
 * Weighted mean of the values since their key last changed.
 *
 * @param values Shape [bars], as are `weights` (0 or more) and `keys`.
 * @returns Units of the values, shape [bars]; the value itself while all weights are 0; NaN where value or weight is NaN, which counts for
 *   nothing, and where the key is NaN. Uses no later bar. O(bars).
 */
export function anchoredMeans(values: Float64Array, weights: Float64Array, keys: Float64Array): Float64Array {
  const means = new Float64Array(values.length);
  let key = NaN;
  let total = 0;
  let weight = 0;
  for (let bar = 0; bar < values.length; bar++) {
    const value = values[bar] as number;
    const share = weights[bar] as number;
    if (keys[bar] !== key) {
      key = keys[bar] as number;
      total = 0;
      weight = 0;
    }
    if (value + share !== value + share || key !== key) {
      means[bar] = NaN;
      continue;
    }
    total += value * share;
    weight += share;
    means[bar] = weight === 0 ? value : total / weight;
  }
  return means;
}
