/** The first bar that has a value; the number of bars where none has. O(leading NaN). */
export function firstValue(values: Float64Array): number {
  let bar = 0;
  while (bar < values.length && Number.isNaN(values[bar])) bar += 1;
  return bar;
}
