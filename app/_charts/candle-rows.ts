import type { CandlestickData, HistogramData, SeriesMarker, Time, UTCTimestamp } from "lightweight-charts";
import type { BacktestResult } from "#engine/result.ts";
import type { ChartColours } from "./chart-colours.ts";

type ResultBars = BacktestResult["bars"][number];

const DAY_MS = 86_400_000;

/** True when no two bars share a day: then the axis shows dates and no clock. */
function isDaily(bars: ResultBars): boolean {
  const [first, second] = bars.openTime;
  return first !== undefined && (second === undefined || second - first >= 0.7 * DAY_MS);
}

/** The chart's own time: whole days for daily bars, seconds otherwise. */
function chartTime(utcMs: number, daily: boolean): UTCTimestamp {
  return ((daily ? Math.floor(utcMs / DAY_MS) * DAY_MS : utcMs) / 1000) as UTCTimestamp;
}

/** Bars as candles. */
export function candleRows(bars: ResultBars): CandlestickData<Time>[] {
  const daily = isDaily(bars);
  return Array.from(bars.openTime, (time, index) => ({
    time: chartTime(time, daily),
    open: bars.open[index] ?? NaN,
    high: bars.high[index] ?? NaN,
    low: bars.low[index] ?? NaN,
    close: bars.close[index] ?? NaN,
  }));
}

/** Volumes as a histogram; a missing volume is no column. */
export function volumeRows(bars: ResultBars): HistogramData<Time>[] {
  const daily = isDaily(bars);
  return Array.from(bars.openTime, (time, index) => ({
    time: chartTime(time, daily),
    value: Number.isNaN(bars.volume[index] ?? NaN) ? 0 : (bars.volume[index] ?? 0),
  }));
}

/** Small triangles at entries and exits; shape says direction, so that colour is never alone. */
export function tradeMarkers(
  bars: ResultBars,
  trades: BacktestResult["trades"],
  colours: ChartColours,
): SeriesMarker<Time>[] {
  const daily = isDaily(bars);
  const at = (bar: number) => chartTime(bars.openTime[bar] ?? 0, daily);
  const markers = trades
    .filter((trade) => trade.symbol === bars.symbol)
    .flatMap((trade): { bar: number; marker: SeriesMarker<Time> }[] => {
      const long = trade.side === "long";
      const entry: SeriesMarker<Time> = {
        time: at(trade.entryBar),
        position: long ? "belowBar" : "aboveBar",
        shape: long ? "arrowUp" : "arrowDown",
        color: colours.accent,
      };
      if (trade.exitBar === null) return [{ bar: trade.entryBar, marker: entry }];
      const exit: SeriesMarker<Time> = {
        time: at(trade.exitBar),
        position: long ? "aboveBar" : "belowBar",
        shape: long ? "arrowDown" : "arrowUp",
        color: trade.pnl >= 0 ? colours.gain : colours.loss,
      };
      return [
        { bar: trade.entryBar, marker: entry },
        { bar: trade.exitBar, marker: exit },
      ];
    });
  return markers.sort((a, b) => a.bar - b.bar).map(({ marker }) => marker);
}
