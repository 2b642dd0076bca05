/** Sum of all values so far, shape [bars]; a NaN gives NaN at its bar and adds nothing. O(bars). */
export function runningTotal(values: Float64Array): Float64Array {
  const totals = new Float64Array(values.length);
  let total = 0;
  for (let bar = 0; bar < values.length; bar++) {
    const next = total + (values[bar] as number);
    totals[bar] = next;
    if (next === next) total = next;
  }
  return totals;
}
