/** Where an exponential average starts: from the mean of its first window (TA-Lib), or from its first value (Pine's step form). */
export type ExponentialSeed = "sma" | "first";

/**
 * Exponential average with weight `weight` on the newest value.
 *
 * @param values Shape [bars]. NaN before the first value delays the start; a later NaN gives NaN at that bar only and leaves
 *   the average as it was.
 * @param lengthBars Window of the seed's mean, at least 1.
 * @param weight In (0, 1]: 2 / (n + 1) for an EMA, 1 / n for Wilder's average.
 * @param averages Where to write, shape [bars]; may be `values` itself.
 * @returns Shape [bars]; NaN until the seed is complete. Uses no later bar. O(bars).
 */
export function exponential(
  values: Float64Array,
  lengthBars: number,
  weight: number,
  seed: ExponentialSeed = "sma",
  averages: Float64Array = new Float64Array(values.length),
): Float64Array {
  const need = seed === "sma" ? lengthBars : 1;
  let seen = 0;
  let average = 0;
  let bar = 0;
  for (; bar < values.length && seen < need; bar++) {
    const value = values[bar] as number;
    if (value !== value) continue;
    seen += 1;
    average += value;
  }
  if (seen < need) return averages.fill(NaN);
  average /= need;
  averages.fill(NaN, 0, bar - 1);
  averages[bar - 1] = average;
  for (; bar < values.length; bar++) {
    const value = values[bar] as number;
    const next = average + (value - average) * weight;
    averages[bar] = next;
    if (next === next) average = next;
  }
  return averages;
}
