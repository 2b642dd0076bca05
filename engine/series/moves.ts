/** Steps from bar to bar split by direction; both 0 or more, shape [bars], NaN at bar 0 and where either value is NaN. */
export function moves(values: Float64Array): { readonly gains: Float64Array; readonly losses: Float64Array } {
  const gains = new Float64Array(values.length).fill(NaN, 0, 1);
  const losses = new Float64Array(values.length).fill(NaN, 0, 1);
  for (let bar = 1; bar < values.length; bar++) {
    const change = (values[bar] as number) - (values[bar - 1] as number);
    const size = Math.abs(change);
    gains[bar] = (size + change) * 0.5;
    losses[bar] = (size - change) * 0.5;
  }
  return { gains, losses };
}
