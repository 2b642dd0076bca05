/** a - b, bar by bar; both of shape [bars]; NaN where either is NaN. Written to `differences`, which may be either of them. */
export function subtract(
  a: Float64Array,
  b: Float64Array,
  differences: Float64Array = new Float64Array(a.length),
): Float64Array {
  for (let bar = 0; bar < a.length; bar++) differences[bar] = (a[bar] as number) - (b[bar] as number);
  return differences;
}
