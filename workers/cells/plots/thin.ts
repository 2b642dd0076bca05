/** Points of one line that the page draws; a screen has fewer pixels. */
export const LINE_POINTS = 4000;

type Numbers = ArrayLike<number | string | Date | null>;

/**
 * The rows of a long column that draw the same line: of each interval of rows the lowest and the highest, in their order.
 *
 * @returns Ascending rows, at most {@link LINE_POINTS}; null where all rows are needed.
 */
export function thinRows(values: Numbers): Uint32Array | null {
  if (values.length <= LINE_POINTS) return null;
  const intervals = LINE_POINTS / 2;
  const rows: number[] = [];
  for (let interval = 0; interval < intervals; interval++) {
    const from = Math.floor((interval * values.length) / intervals);
    const to = Math.floor(((interval + 1) * values.length) / intervals);
    let [low, high] = [from, from];
    for (let row = from + 1; row < to; row++) {
      const value = Number(values[row] ?? NaN);
      if (value < Number(values[low] ?? NaN) || Number.isNaN(Number(values[low] ?? NaN))) low = row;
      if (value > Number(values[high] ?? NaN) || Number.isNaN(Number(values[high] ?? NaN))) high = row;
    }
    rows.push(Math.min(low, high));
    if (low !== high) rows.push(Math.max(low, high));
  }
  return Uint32Array.from(rows);
}

/** A column at some of its rows; one of doubles stays one, which goes to the page without a look at each value. */
export function pick<T>(values: ArrayLike<T>, rows: Uint32Array): T[] | Float64Array {
  if (!(values instanceof Float64Array)) return Array.from(rows, (row) => values[row] as T);
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at] as number] as number;
  return picked;
}
