/** Change from the value before as a fraction of it, shape [bars]; 0 where that value is 0, NaN at bar 0 and where either is NaN. */
export function simpleReturns(values: Float64Array): Float64Array {
  const returns = new Float64Array(values.length);
  returns.fill(NaN, 0, Math.min(1, values.length));
  for (let bar = 1; bar < values.length; bar++) {
    const before = values[bar - 1] as number;
    const change = (values[bar] as number) - before;
    returns[bar] = before === 0 ? 0 * change : change / before;
  }
  return returns;
}
