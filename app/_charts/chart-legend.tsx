"use client";

import type { ChartPane, ChartSeries, TimeChart } from "#engine/notebook/time-chart.ts";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import { isDaily } from "./chart-points.ts";
import styles from "./charts.module.css";

const AXIS_PX = 27;

/** Names and values at a row, at the top of each pane: the one at the crosshair, or the last in sight. */
export function ChartLegend({ chart, row: at }: { chart: TimeChart; row: number }) {
  const shares = chart.panes.reduce((sum, { share }) => sum + share, 0);
  const pixels = (chart.height - AXIS_PX) / shares;
  return chart.panes.map((pane, index) => {
    const above = chart.panes.slice(0, index).reduce((sum, { share }) => sum + share, 0);
    const top = 4 + above * pixels;
    return (
      <div key={index} className={styles.legend} style={{ top }}>
        {index === 0 ? <time>{timeText(chart.time, at)}</time> : null}
        {pane.title ? <b>{pane.title}</b> : null}
        {pane.series.map((series) => (
          <SeriesValue key={series.name} series={series} number={pane.number} at={at} />
        ))}
      </div>
    );
  });
}

function timeText(time: Float64Array, row: number): string {
  const ms = time[row];
  if (ms === undefined) return "";
  if (isDaily(time)) return formatDate(ms - 1);
  return new Date(ms).toISOString().slice(0, 16).replace("T", " ");
}

function SeriesValue({
  series,
  number,
  at,
}: {
  series: ChartSeries;
  number: ChartPane["number"];
  at: number;
}) {
  if (series.kind === "candles") {
    const price = (column: Float64Array) => formatNumber(column[at], number);
    return (
      <span>
        {series.name} O {price(series.open)} H {price(series.high)} L {price(series.low)} C{" "}
        {price(series.close)}
      </span>
    );
  }
  if (series.kind === "band")
    return (
      <span data-tone={series.tone}>
        {series.name} {formatNumber(series.low[at], number)} to {formatNumber(series.high[at], number)}
      </span>
    );
  const kind = series.kind === "volume" ? "count" : number;
  return (
    <span data-tone={series.kind === "volume" ? "muted" : series.tone}>
      {series.name} {formatNumber(series.values[at], kind)}
    </span>
  );
}
