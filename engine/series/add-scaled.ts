/** a + factor * b, bar by bar; both of shape [bars]; NaN where either is NaN. */
export function addScaled(a: Float64Array, b: Float64Array, factor: number): Float64Array {
  const sums = new Float64Array(a.length);
  for (let bar = 0; bar < a.length; bar++) sums[bar] = (a[bar] as number) + factor * (b[bar] as number);
  return sums;
}
