import type { Bars } from "#engine/market/bars.ts";

const COLUMNS = ["openTime", "closeTime", "availableAt", "open", "high", "low", "close", "volume"] as const;

/**
 * A number that tells whether bars were written to: columns cannot be frozen, and a copy for every reader would cost
 * each re-run of a slider its megabytes. Any single change alters it; it is no hash against malice. O(bars).
 */
export function sealOf(bars: Bars): number {
  let seal = 0;
  for (const name of COLUMNS) {
    const column = bars[name];
    const words = new Uint32Array(column.buffer, column.byteOffset, column.length * 2);
    for (let i = 0; i < words.length; i++) seal = (Math.imul(seal, 31) + (words[i] as number)) | 0;
  }
  return seal;
}
