import { readAhead } from "./read-ahead.ts";

/** factor * a / b, bar by bar; 0 where b is 0 and NaN where either is NaN. Shape [bars]. Written to `ratios`, which may be either of them. */
export function ratio(
  a: Float64Array,
  b: Float64Array,
  factor = 1,
  ratios: Float64Array = new Float64Array(a.length),
): Float64Array {
  readAhead(a, b, ratios, ratios);
  for (let bar = 0; bar < a.length; bar++) {
    const divisor = b[bar] as number;
    ratios[bar] = divisor === 0 ? 0 * (a[bar] as number) : (factor * (a[bar] as number)) / divisor;
  }
  return ratios;
}
