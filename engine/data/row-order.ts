/** Columns in order of their times, and what was done for it. */
export interface OrderedRows {
  readonly columns: readonly Float64Array[];
  /** The row, from 0, that each now stands for; null where nothing had to be moved. */
  readonly order: Uint32Array | null;
  /** A sentence that says how the rows stood; null where they ascend. */
  readonly remark: string | null;
}

/**
 * Puts rows in order of time; rows of one time keep theirs, so that they are found to be two. O(rows) where they ascend, else O(rows log rows).
 *
 * @param columns The first is the time; all of one length.
 */
export function inOrderOfTime(columns: readonly Float64Array[]): OrderedRows {
  const [times = new Float64Array()] = columns;
  let [rises, falls] = [0, 0];
  for (let row = 1; row < times.length; row++) {
    const step = (times[row] ?? NaN) - (times[row - 1] ?? NaN);
    if (step > 0) rises++;
    if (step < 0) falls++;
  }
  if (falls === 0) return { columns, order: null, remark: null };
  const rows = Uint32Array.from(times, (_, row) => row);
  const order = rows.sort((a, b) => (times[a] ?? NaN) - (times[b] ?? NaN) || a - b);
  return {
    columns: columns.map((column) => Float64Array.from(order, (row) => column[row] ?? NaN)),
    order,
    remark: `rows ${rises === 0 ? "were newest first" : "did not ascend in time"}; they were put in order`,
  };
}
