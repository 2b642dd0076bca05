/** a - b, bar by bar; both of shape [bars]; NaN where either is NaN. */
export function subtract(a: Float64Array, b: Float64Array): Float64Array {
  const differences = new Float64Array(a.length);
  for (let bar = 0; bar < a.length; bar++) differences[bar] = (a[bar] as number) - (b[bar] as number);
  return differences;
}
