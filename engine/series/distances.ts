/** Size of the step from the bar before, shape [bars]; NaN at bar 0 and where either value is NaN. */
export function distances(values: Float64Array): Float64Array {
  const sizes = new Float64Array(values.length);
  if (sizes.length > 0) sizes[0] = NaN;
  for (let bar = 1; bar < values.length; bar++)
    sizes[bar] = Math.abs((values[bar] as number) - (values[bar - 1] as number));
  return sizes;
}
