/** The part of a chart's rows that the drawing holds: `size` rows make one point. */
export interface ChartWindow {
  /** First row, a whole number of points from row 0. */
  readonly from: number;
  /** After the last row. */
  readonly to: number;
  readonly size: number;
}

/** Rows, fractions allowed: what is in sight may end between two bars and beyond both ends. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Up to this many rows are drawn as they are. */
export const WHOLE_ROWS = 8000;
/** Most points in sight at a time; a screen has fewer pixels. */
const SIGHT_POINTS = 2000;

/**
 * What to hold so that `sight` is drawn fully and as much again lies at each side for panning.
 *
 * @param points Most points in sight, where fewer than usual will do.
 */
export function windowFor(rowCount: number, sight: RowRange, points?: number): ChartWindow {
  if (rowCount <= (points ?? WHOLE_ROWS)) return { from: 0, to: rowCount, size: 1 };
  const width = Math.max(1, Math.min(sight.to, rowCount) - Math.max(sight.from, 0));
  const size = 2 ** Math.max(0, Math.ceil(Math.log2(width / (points ?? SIGHT_POINTS))));
  const from = Math.max(0, Math.floor((sight.from - width) / size) * size);
  const to = Math.min(rowCount, Math.ceil((sight.to + width) / size) * size);
  return from < to ? { from, to, size } : { from: 0, to: Math.min(rowCount, size * SIGHT_POINTS), size };
}

/** Whether two windows hold the same rows in the same points. */
export const isSameWindow = (a: ChartWindow, b: ChartWindow): boolean =>
  a.from === b.from && a.to === b.to && a.size === b.size;

/** Whether a window still serves: everything in sight is in it, neither much too coarse nor much too fine. */
export function stillServes(held: ChartWindow, rowCount: number, sight: RowRange): boolean {
  if (rowCount <= WHOLE_ROWS) return true;
  if (windowFor(rowCount, sight).size !== held.size) return false;
  const missesLeft = sight.from < held.from && held.from > 0;
  const missesRight = sight.to > held.to && held.to < rowCount;
  return !missesLeft && !missesRight;
}
