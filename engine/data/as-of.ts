/**
 * As-of join: for each moment the last row that was available by then.
 *
 * @param moments UTC ms, ascending, shape [moments].
 * @param availableAt UTC ms from which each row may be seen, ascending, shape [rows].
 * @returns Row indices of shape [moments]; -1 before the first. A row is seen at its own `availableAt`, never earlier. O(both).
 * @example const weeks = resample(prices, "1w"); const rows = asOfRows(prices.closeTime, weeks.availableAt); plot.line({ x: prices.closeTime, y:
 *   Float64Array.from(rows, (row) => weeks.close[row] ?? NaN) }, { title: "The last weekly close that was known" })
 */
export function asOfRows(moments: Float64Array, availableAt: Float64Array): Int32Array {
  const rows = new Int32Array(moments.length);
  let row = -1;
  for (let at = 0; at < moments.length; at++) {
    const moment = moments[at] as number;
    while (row + 1 < availableAt.length && (availableAt[row + 1] as number) <= moment) row += 1;
    rows[at] = row;
  }
  return rows;
}

/** The values of a column at row indices; NaN where an index is -1. Shape [rows]. O(rows). */
export function takeRows(column: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    taken[at] = row < 0 ? NaN : (column[row] as number);
  }
  return taken;
}
