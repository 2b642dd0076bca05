/** Product of (1 + r) over simple returns r; 1 for none. O(returns). */
export function compounded(returns: Float64Array): number {
  let growth = 1;
  for (let row = 0; row < returns.length; row++) growth *= 1 + (returns[row] as number);
  return growth;
}
