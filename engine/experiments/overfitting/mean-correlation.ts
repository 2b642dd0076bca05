/**
 * Mean correlation of all pairs of columns; columns that do not vary are left out.
 *
 * @returns 0 for fewer than two columns that vary. O(rows times columns).
 */
export function meanCorrelation(columns: readonly Float64Array[]): number {
  const rows = columns[0]?.length ?? 0;
  const total = new Float64Array(rows);
  let count = 0;
  for (const column of columns) {
    const mean = column.reduce((sum, value) => sum + value, 0) / rows;
    const size = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    if (!(size > 1e-15)) continue;
    count += 1;
    for (let row = 0; row < rows; row++)
      total[row] = (total[row] as number) + ((column[row] as number) - mean) / size;
  }
  // The square of a sum of unit vectors is their number and twice the sum of their correlations.
  const square = total.reduce((sum, value) => sum + value * value, 0);
  return count < 2 ? 0 : (square - count) / (count * (count - 1));
}
