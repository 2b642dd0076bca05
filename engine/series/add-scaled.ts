/** a + factor * b, bar by bar; both of shape [bars]; NaN where either is NaN. Written to `sums`, which may be either of them. */
export function addScaled(
  a: Float64Array,
  b: Float64Array,
  factor: number,
  sums: Float64Array = new Float64Array(a.length),
): Float64Array {
  for (let bar = 0; bar < a.length; bar++) sums[bar] = (a[bar] as number) + factor * (b[bar] as number);
  return sums;
}
