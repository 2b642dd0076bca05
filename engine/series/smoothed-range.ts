import type { ExponentialSeed } from "./exponential.ts";
import { readAhead } from "./read-ahead.ts";

/**
 * The exponential average of bars' ranges over the exponential average of itself, of one length, in one pass; 0 where that is 0.
 *
 * @param high Shape [bars], as is `low`. NaN before the first range delays the start; a later NaN gives NaN at that bar only and leaves
 *   the averages as they were.
 * @returns Shape [bars]; NaN until both seeds are complete. Uses no later bar. O(bars).
 */
export function smoothedRange(
  high: Float64Array,
  low: Float64Array,
  lengthBars: number,
  seed: ExponentialSeed,
): Float64Array {
  const ratios = new Float64Array(high.length);
  const weight = 2 / (lengthBars + 1);
  const need = seed === "sma" ? lengthBars : 1;
  const ready = 2 * need - 1;
  readAhead(high, low, ratios, ratios);
  let once = -0;
  let twice = -0;
  let seen = 0;
  for (let bar = 0; bar < high.length; bar++) {
    const value = (high[bar] as number) - (low[bar] as number);
    ratios[bar] = NaN;
    if (value !== value) continue;
    if (seen < ready) {
      seen += 1;
      once += seen > need ? (value - once) * weight : value / need;
      if (seen >= need) twice += once / need;
      if (seen < ready) continue;
    } else {
      once += (value - once) * weight;
      twice += (once - twice) * weight;
    }
    ratios[bar] = twice === 0 ? 0 * once : once / twice;
  }
  return ratios;
}
