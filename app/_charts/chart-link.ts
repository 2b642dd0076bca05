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

/**
 * Charts that share crosshair and range: what one is told, all others are. The last range outlives a chart, so that a new
 * tab opens at it. A group can be tied to a wider one, whose charts then are told, too.
 */
export class ChartLink {
  readonly #charts = new Set<LinkedChart>();
  /** The group as the wider one sees it. */
  readonly #member: LinkedChart = {
    point: (time) => this.#pointAll(null, time),
    look: (sight) => this.#lookAll(null, sight),
  };
  #sight: TimeRange | null = null;
  #wider: ChartLink | null = null;
  #leave: (() => void) | null = null;

  get sight(): TimeRange | null {
    return this.#sight;
  }

  get tied(): boolean {
    return this.#wider !== null;
  }

  join(chart: LinkedChart): () => void {
    this.#charts.add(chart);
    return () => this.#charts.delete(chart);
  }

  /** Follows a wider group from now on, and is at once where that one is; null lets go of it. */
  tie(wider: ChartLink | null): void {
    this.#leave?.();
    this.#leave = null;
    this.#wider = wider;
    if (wider === null) return;
    if (wider.#charts.size > 0 && wider.#sight) this.#lookAll(null, wider.#sight);
    this.#leave = wider.join(this.#member);
  }

  /** The pointer is at a time in `source`. */
  point(source: LinkedChart, time: number | null): void {
    this.#pointAll(source, time);
    this.#wider?.point(this.#member, time);
  }

  /** A range was chosen, by hand in `source` or by a button where it is absent. */
  look(source: LinkedChart | null, sight: TimeRange): void {
    this.#lookAll(source, sight);
    this.#wider?.look(this.#member, sight);
  }

  #pointAll(source: LinkedChart | null, time: number | null): void {
    for (const chart of this.#charts) if (chart !== source) chart.point(time);
  }

  #lookAll(source: LinkedChart | null, sight: TimeRange): void {
    this.#sight = sight;
    for (const chart of this.#charts) if (chart !== source) chart.look(sight);
  }
}

/** The group of all charts of a page that a reader has linked, across cells. */
export const PAGE_LINK = new ChartLink();

/** Whether a range and a chart's times have a moment in common; charts of other times stay where they are. */
export function overlaps(time: Float64Array, { from, to }: TimeRange): boolean {
  const [first] = time;
  return first !== undefined && to >= first && from <= (time.at(-1) ?? first);
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
