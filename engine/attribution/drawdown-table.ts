/** One fall from a peak and its way back. */
export interface DrawdownRow {
  /** Fraction below the peak at the lowest close, below 0. */
  readonly depth: number;
  /** UTC ms of the peak's close; the opening of the account where that was the peak. */
  readonly peakTime: number;
  /** UTC ms of the lowest close. */
  readonly troughTime: number;
  /** UTC ms of the first close back at the peak; null while it has not come back. */
  readonly recoveryTime: number | null;
  /** Closes below the peak. */
  readonly bars: number;
  /** Calendar days from the peak to the recovery, or to the last close. */
  readonly days: number;
}

/** An account's depth at each close; `start` is when it was opened, UTC ms. */
export interface DrawdownCurve {
  readonly drawdown: Float64Array;
  readonly time: Float64Array;
  readonly start?: number;
}

const DAY_MS = 86_400_000;

/**
 * Every fall below a peak and its recovery, in the order of time.
 *
 * @param curve `drawdown` and `time` of shape [closes]. O(closes).
 * @example table(drawdownTable(result))
 */
export function drawdownTable(curve: DrawdownCurve): DrawdownRow[] {
  const { drawdown, time, start = time[0] ?? NaN } = curve;
  const rows: DrawdownRow[] = [];
  let trough = -1;
  let peak = -1;
  const finish = (end: number, recovered: boolean): void => {
    const peakTime = time[peak] ?? start;
    const endTime = time[end] ?? NaN;
    rows.push({
      depth: drawdown[trough] ?? NaN,
      ...{ peakTime, troughTime: time[trough] ?? NaN, recoveryTime: recovered ? endTime : null },
      bars: end - peak - (recovered ? 1 : 0),
      days: (endTime - peakTime) / DAY_MS,
    });
    trough = -1;
  };
  for (let row = 0; row < drawdown.length; row++) {
    const depth = drawdown[row] as number;
    if (depth < 0) {
      if (trough < 0 || depth < (drawdown[trough] as number)) trough = row;
      continue;
    }
    if (trough >= 0) finish(row, true);
    peak = row;
  }
  if (trough >= 0) finish(drawdown.length - 1, false);
  return rows;
}

/**
 * The deepest falls, deepest first; `count` of them at most (5 by default).
 *
 * @example table(deepestDrawdowns(result, 3))
 */
export function deepestDrawdowns(curve: DrawdownCurve, count = 5): DrawdownRow[] {
  return drawdownTable(curve)
    .sort((a, b) => a.depth - b.depth)
    .slice(0, count);
}
