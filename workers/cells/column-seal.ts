import { COLUMNS_OF_BARS, type Bars } from "#engine/market/bars.ts";

/**
 * A number that tells whether bars were written to: columns cannot be frozen, and a copy for every reader would cost
 * each re-run of a slider its megabytes. Any single change alters it; it is no hash against malice. O(bars).
 */
export function sealOf(bars: Bars): number {
  let seal = 0;
  for (const name of COLUMNS_OF_BARS) seal = (Math.imul(seal, 31) + sealOfColumn(bars[name])) | 0;
  return seal;
}

/** Two values at a time in four sums: one sum alone waits for each product before it begins the next. */
function sealOfColumn(column: Float64Array): number {
  const words = new Int32Array(column.buffer, column.byteOffset, column.length * 2);
  const even = words.length & ~3;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < even; i += 4) {
    a = (Math.imul(a, 31) + (words[i] as number)) | 0;
    b = (Math.imul(b, 31) + (words[i + 1] as number)) | 0;
    c = (Math.imul(c, 31) + (words[i + 2] as number)) | 0;
    d = (Math.imul(d, 31) + (words[i + 3] as number)) | 0;
  }
  for (let i = even; i < words.length; i++) a = (Math.imul(a, 31) + (words[i] as number)) | 0;
  for (const sum of [b, c, d]) a = (Math.imul(a, 31) + sum) | 0;
  return a;
}
