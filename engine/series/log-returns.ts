/** Natural logarithm of value over the value before, shape [bars]; NaN at bar 0 and where either is not above 0. */
export function logReturns(values: Float64Array): Float64Array {
  const returns = new Float64Array(values.length);
  if (returns.length > 0) returns[0] = NaN;
  for (let bar = 1; bar < values.length; bar++)
    returns[bar] = Math.log((values[bar] as number) / (values[bar - 1] as number));
  return returns;
}
