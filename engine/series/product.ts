/** a * b, bar by bar, shape [bars]; NaN where either is NaN. */
export function product(a: Float64Array, b: Float64Array): Float64Array {
  const products = new Float64Array(a.length);
  for (let bar = 0; bar < a.length; bar++) products[bar] = (a[bar] as number) * (b[bar] as number);
  return products;
}
