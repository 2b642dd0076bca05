/** Every value `lag` bars later: the past beside the present. Shape [bars]; NaN for the first `lag` bars. */
export function shifted(values: Float64Array, lag: number): Float64Array {
  const moved = new Float64Array(values.length);
  const free = Math.min(lag, values.length);
  moved.fill(NaN, 0, free);
  moved.set(values.subarray(0, values.length - free), free);
  return moved;
}
