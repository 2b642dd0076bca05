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
 * they meet.
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
  for (const column of [value, slope, r2]) column.fill(NaN, 0, Math.min(lengthBars - 1, count));
  const tails = openTails(Math.min(lengthBars, count) + 1);
  const half = (lengthBars - 1) / 2;
  const spread = (lengthBars * (lengthBars * lengthBars - 1)) / 12;
  for (let start = 0; start < count; start += lengthBars) {
    const anchor = values[start] as number;
    const most = Math.min(lengthBars - 1, start);
    fillTails(values, start, most, anchor, tails);
    const end = Math.min(start + lengthBars, count);
    let head = 0;
    let headWeighted = 0;
    let headSquares = 0;
    let missing = lengthBars - 1;
    for (let bar = start; bar < end; bar++, missing--) {
      const distance = (values[bar] as number) - anchor;
      head += distance;
      headWeighted += distance * (lengthBars - missing);
      headSquares += distance * distance;
      if (missing > most) continue;
      const sum = head + (tails.sum[missing] as number);
      const weighted = headWeighted + missing * head + (tails.weighted[missing] as number);
      const squares = headSquares + (tails.squares[missing] as number) - (sum * sum) / lengthBars;
      const product = weighted - sum - half * sum;
      const rise = product / spread;
      slope[bar] = rise;
      value[bar] = anchor + sum / lengthBars + rise * half;
      const explained = (rise * product) / squares;
      // Without variance there is nothing to explain; rounding may lift a perfect fit a hair above 1.
      r2[bar] = squares <= 0 ? 0 : explained > 1 ? 1 : explained;
    }
  }
  return { value, slope, r2 };
}

interface Tails {
  readonly sum: Float64Array;
  readonly weighted: Float64Array;
  readonly squares: Float64Array;
}

function openTails(size: number): Tails {
  return {
    sum: new Float64Array(size),
    weighted: new Float64Array(size),
    squares: new Float64Array(size),
  };
}

function fillTails(values: Float64Array, start: number, most: number, anchor: number, tails: Tails): void {
  let sum = 0;
  let weighted = 0;
  let square = 0;
  for (let k = 1; k <= most; k++) {
    const distance = (values[start - k] as number) - anchor;
    sum += distance;
    weighted += sum;
    square += distance * distance;
    tails.sum[k] = sum;
    tails.weighted[k] = weighted;
    tails.squares[k] = square;
  }
}
