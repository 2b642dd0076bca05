import { createContext } from "react";
import type { RowRange } from "./chart-window.ts";

/** What a chart in a group answers to; times are UTC ms, so that charts of different rows understand each other. */
export interface LinkedChart {
  point(time: number | null): void;
  look(sight: TimeRange): void;
}

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Charts that share crosshair and range: what one is told, all others are. The last range outlives a chart, so that a new tab opens at it. */
export class ChartLink {
  readonly #charts = new Set<LinkedChart>();
  #sight: TimeRange | null = null;

  get sight(): TimeRange | null {
    return this.#sight;
  }

  join(chart: LinkedChart): () => void {
    this.#charts.add(chart);
    return () => this.#charts.delete(chart);
  }

  /** The pointer is at a time in `source`. */
  point(source: LinkedChart, time: number | null): void {
    for (const chart of this.#charts) if (chart !== source) chart.point(time);
  }

  /** A range was chosen, by hand in `source` or by a button where it is absent. */
  look(source: LinkedChart | null, sight: TimeRange): void {
    this.#sight = sight;
    for (const chart of this.#charts) if (chart !== source) chart.look(sight);
  }
}

/** The group that the charts below belong to; null outside of one. */
export const ChartLinkContext = createContext<ChartLink | null>(null);

/** The row at a time, a fraction between two rows; beyond the ends it goes on at the pace of the ends. */
export function rowAt(time: Float64Array, moment: number): number {
  const last = time.length - 1;
  if (last < 1) return 0;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((time[middle] as number) <= moment) low = middle;
    else high = middle;
  }
  const [before, after] = [time[low] as number, time[high] as number];
  return low + (moment - before) / (after - before);
}

/** The time at a row, as {@link rowAt}. */
export function timeAt(time: Float64Array, row: number): number {
  const last = time.length - 1;
  if (last < 1) return time[0] ?? NaN;
  const low = Math.min(Math.max(Math.floor(row), 0), last - 1);
  const [before, after] = [time[low] as number, time[low + 1] as number];
  return before + (row - low) * (after - before);
}

/** A range of rows as times. */
export function timesOf(time: Float64Array, { from, to }: RowRange): TimeRange {
  return { from: timeAt(time, from), to: timeAt(time, to) };
}
