/** The least-squares line over the last values, shape [bars] each. */
export interface RollingLine {
  /** The line at the newest bar, in units of the values. */
  readonly value: Float64Array;
  /** Rise per bar, in units of the values. */
  readonly slope: Float64Array;
  /** Share of the variance that the line explains, 0 to 1; 0 where there is none to explain. */
  readonly r2: Float64Array;
}

/**
 * Least-squares line through the last `lengthBars` values, free of drift.
 *
 * Blocks of one window's length: every window is a tail of one and a head of the next, summed as distances from the value where
 * they meet. Tails wait in the columns where they will be needed.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @param lengthBars At least 2.
 * @returns NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 */
export function rollingLine(values: Float64Array, lengthBars: number): RollingLine {
  const count = values.length;
  const value = new Float64Array(count);
  const slope = new Float64Array(count);
  const r2 = new Float64Array(count);
  const half = (lengthBars - 1) / 2;
  const spread = (lengthBars * (lengthBars * lengthBars - 1)) / 12;
  for (let start = 0; start < count; start += lengthBars) {
    const anchor = values[start] as number;
    if (start > 0) placeTails(values, start, lengthBars, anchor, { value, slope, r2 });
    const end = Math.min(start + lengthBars, count);
    let head = -0;
    let headWeighted = -0;
    let headSquares = -0;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      const distance = (values[bar] as number) - anchor;
      head += distance;
      headWeighted += distance * (lengthBars - missing);
      headSquares += distance * distance;
      const sum = head + (value[bar] as number);
      const weighted = headWeighted + missing * head + (slope[bar] as number);
      const squares = headSquares + (r2[bar] as number) - (sum * sum) / lengthBars;
      const product = weighted - sum - half * sum;
      const rise = product / spread;
      slope[bar] = rise;
      value[bar] = anchor + sum / lengthBars + rise * half;
      const explained = (rise * product) / squares;
      // Without variance there is nothing to explain; rounding may lift a perfect fit a hair above 1.
      r2[bar] = squares <= 0 ? 0 : explained > 1 ? 1 : explained;
    }
  }
  for (const column of [value, slope, r2]) column.fill(NaN, 0, Math.min(lengthBars - 1, count));
  return { value, slope, r2 };
}

/**
 * Sums of the last values before `start` (in `value`), weighted ones (in `slope`) and squares (in `r2`), as distances from the anchor:
 * each at the bar whose window begins with them.
 */
function placeTails(
  values: Float64Array,
  start: number,
  lengthBars: number,
  anchor: number,
  { value, slope, r2 }: RollingLine,
): void {
  let sum = -0;
  let weighted = -0;
  let square = -0;
  for (let at = start + lengthBars - 1; at >= start; at--) {
    if (at < value.length) {
      value[at] = sum;
      slope[at] = weighted;
      r2[at] = square;
    }
    const distance = (values[at - lengthBars] as number) - anchor;
    sum += distance;
    weighted += sum;
    square += distance * distance;
  }
}
