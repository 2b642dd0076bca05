/** Value less the value `lag` bars before, shape [bars]; NaN for the first `lag` bars and where either value is NaN. */
export function changes(values: Float64Array, lag = 1): Float64Array {
  const steps = new Float64Array(values.length);
  steps.fill(NaN, 0, Math.min(lag, values.length));
  for (let bar = lag; bar < values.length; bar++)
    steps[bar] = (values[bar] as number) - (values[bar - lag] as number);
  return steps;
}
