/** Half way between two columns, bar by bar, such as high and low; NaN where either is NaN. */
export function middle(a: Float64Array, b: Float64Array): Float64Array {
  const halves = new Float64Array(a.length);
  for (let bar = 0; bar < a.length; bar++) halves[bar] = ((a[bar] as number) + (b[bar] as number)) / 2;
  return halves;
}
