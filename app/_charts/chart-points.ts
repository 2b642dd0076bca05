import type {
  CandlestickData,
  CustomData,
  SingleValueData,
  Time,
  UTCTimestamp,
  WhitespaceData,
} from "lightweight-charts";
import type { ChartSeries } from "#engine/notebook/time-chart.ts";
import type { ChartWindow } from "./chart-window.ts";

const DAY_MS = 86_400_000;
type Point<T> = T | WhitespaceData<Time>;

/** True when no two rows share a day: then the axis shows dates and no clock. */
export function isDaily(time: Float64Array): boolean {
  const [first, second] = time;
  return first !== undefined && (second === undefined || second - first >= 0.7 * DAY_MS);
}

/** The drawing's own time of every point of a window: whole days for daily rows, seconds otherwise. */
export function pointTimes(time: Float64Array, window: ChartWindow): UTCTimestamp[] {
  const daily = isDaily(time);
  const times: UTCTimestamp[] = [];
  let last = -Infinity;
  for (let row = window.from; row < window.to; row += window.size) {
    const ms = time[row] ?? 0;
    // A close at midnight belongs to the day that ends with it.
    const seconds = (daily ? Math.floor((ms - 1) / DAY_MS) * DAY_MS : ms) / 1000;
    last = Math.max(seconds, last + 1e-3);
    times.push(last as UTCTimestamp);
  }
  return times;
}

type Columns = Readonly<Record<"open" | "high" | "low" | "close", Float64Array>>;

/** Bars joined as a longer bar would be: first open, highest high, lowest low, last close. */
export function candlePoints(
  { open, high, low, close }: Columns,
  window: ChartWindow,
  times: readonly UTCTimestamp[],
): Point<CandlestickData>[] {
  return times.map((time, point) => {
    const from = window.from + point * window.size;
    const to = Math.min(from + window.size, window.to);
    let [top, bottom, last] = [NaN, NaN, NaN];
    for (let row = from; row < to; row++) {
      const [highest, lowest, final] = [high[row] as number, low[row] as number, close[row] as number];
      if (!(highest <= top)) top = Number.isNaN(highest) ? top : highest;
      if (!(lowest >= bottom)) bottom = Number.isNaN(lowest) ? bottom : lowest;
      if (!Number.isNaN(final)) last = final;
    }
    const first = open[from] ?? NaN;
    return Number.isNaN(first + top + bottom + last)
      ? { time }
      : { time, open: first, high: top, low: bottom, close: last };
  });
}

/** What a band is drawn of: both edges at one time. */
export type BandPoint = CustomData<Time> & { readonly low: number; readonly high: number };

/** A band's edges, of joined rows the widest; a row without both is a gap. */
export function bandPoints(
  { low, high }: Readonly<Record<"low" | "high", Float64Array>>,
  window: ChartWindow,
  times: readonly UTCTimestamp[],
): Point<BandPoint>[] {
  return times.map((time, point) => {
    const from = window.from + point * window.size;
    let [bottom, top] = [Infinity, -Infinity];
    for (let row = from; row < Math.min(from + window.size, window.to); row++) {
      const [one, other] = [low[row] as number, high[row] as number];
      if (Number.isNaN(one + other)) continue;
      bottom = Math.min(bottom, one, other);
      top = Math.max(top, one, other);
    }
    return bottom > top ? { time } : { time, low: bottom, high: top };
  });
}

/** Sums of joined rows, for volumes. */
export function sumPoints(
  values: Float64Array,
  window: ChartWindow,
  times: readonly UTCTimestamp[],
): Point<SingleValueData>[] {
  return times.map((time, point) => {
    const from = window.from + point * window.size;
    let sum = 0;
    for (let row = from; row < Math.min(from + window.size, window.to); row++) sum += values[row] || 0;
    return { time, value: sum };
  });
}

/**
 * A line's points: of every two neighbours one is the lowest and one the highest of their rows, in the order in which
 * they came, so that no spike is lost however many rows one point stands for.
 */
export function linePoints(
  values: Float64Array,
  window: ChartWindow,
  times: readonly UTCTimestamp[],
): Point<SingleValueData>[] {
  if (window.size === 1) return times.map((time, point) => valueAt(time, values[window.from + point]));
  const points: Point<SingleValueData>[] = [];
  for (let point = 0; point < times.length; point += 2) {
    const from = window.from + point * window.size;
    const [first, second] = extremes(values, from, Math.min(from + 2 * window.size, window.to));
    for (const [offset, value] of [first, second].entries()) {
      const time = times[point + offset];
      if (time !== undefined) points.push(valueAt(time, value));
    }
  }
  return points;
}

function valueAt(time: UTCTimestamp, value: number | undefined): Point<SingleValueData> {
  return value === undefined || Number.isNaN(value) ? { time } : { time, value };
}

function extremes(values: Float64Array, from: number, to: number): readonly [number, number] {
  let [low, high] = [-1, -1];
  for (let row = from; row < to; row++) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    if (low < 0 || value < (values[low] as number)) low = row;
    if (high < 0 || value > (values[high] as number)) high = row;
  }
  const [first, second] = low < high ? [low, high] : [high, low];
  return [values[first] ?? NaN, values[second] ?? NaN];
}

/** The points of any series of a chart. */
export function seriesPoints(series: ChartSeries, window: ChartWindow, times: readonly UTCTimestamp[]) {
  if (series.kind === "candles") return candlePoints(series, window, times);
  if (series.kind === "band") return bandPoints(series, window, times);
  return series.kind === "volume"
    ? sumPoints(series.values, window, times)
    : linePoints(series.values, window, times);
}
