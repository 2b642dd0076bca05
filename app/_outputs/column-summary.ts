import type { ShownColumn } from "./read-table.ts";

/** What a column holds as a whole, for its head. */
export interface ColumnSummary {
  /** Share of the rows without a value, 0 to 1. */
  readonly nullShare: number;
  /** Smallest and largest number; NaN where there is none. */
  readonly min: number;
  readonly max: number;
  /** Rows in equal intervals from `min` to `max`; empty where there are no numbers. */
  readonly counts: Uint32Array;
  /** How many different texts there are, up to {@link DISTINCT_LIMIT}; undefined for numbers. */
  readonly distinct?: number;
}

const BINS = 24;
/** Beyond this many it does not matter how many. */
export const DISTINCT_LIMIT = 1000;

/** Looks at every value of a column twice. O(rows). */
export function summariseColumn({ kind, values }: ShownColumn, rowCount: number): ColumnSummary {
  let [missing, min, max] = [0, Infinity, -Infinity];
  const distinct = new Set<unknown>();
  for (let row = 0; row < rowCount; row++) {
    const value = values[row];
    if (value === null || value === undefined || Number.isNaN(value)) missing++;
    else if (typeof value !== "number") {
      if (distinct.size < DISTINCT_LIMIT) distinct.add(value);
    } else if (Number.isFinite(value)) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  const nullShare = rowCount === 0 ? 0 : missing / rowCount;
  if (kind === "text" || kind === "boolean" || min > max)
    return { nullShare, min: NaN, max: NaN, counts: new Uint32Array(0), distinct: distinct.size };
  return { nullShare, min, max, counts: binned(values, rowCount, min, max) };
}

function binned(values: ArrayLike<unknown>, rowCount: number, min: number, max: number): Uint32Array {
  const counts = new Uint32Array(BINS);
  const scale = max > min ? BINS / (max - min) : 0;
  for (let row = 0; row < rowCount; row++) {
    const value = values[row];
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    const bin = Math.min(BINS - 1, Math.floor((value - min) * scale));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}
