/** a * b, bar by bar, shape [bars]; NaN where either is NaN. Written to `products`, which may be either of them. */
export function product(
  a: Float64Array,
  b: Float64Array,
  products: Float64Array = new Float64Array(a.length),
): Float64Array {
  for (let bar = 0; bar < a.length; bar++) products[bar] = (a[bar] as number) * (b[bar] as number);
  return products;
}
