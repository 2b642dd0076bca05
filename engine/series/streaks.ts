/** How many bars in a row the value has risen (above 0) or fallen (below 0); 0 at the first and unchanged values. Shape [bars]. */
export function streaks(values: Float64Array): Float64Array {
  const lengths = new Float64Array(values.length);
  let streak = 0;
  for (let bar = 0; bar < values.length; bar++) {
    const value = values[bar] as number;
    const before = bar === 0 ? NaN : (values[bar - 1] as number);
    if (value > before) streak = Math.max(streak, 0) + 1;
    else if (value < before) streak = Math.min(streak, 0) - 1;
    else streak = 0;
    lengths[bar] = value === value ? streak : NaN;
  }
  return lengths;
}
