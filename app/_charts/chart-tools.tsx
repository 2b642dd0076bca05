"use client";

import { Copy, Download, Image as Picture } from "lucide-react";
import { memo } from "react";
import { chartColumns, type TimeChart } from "#engine/notebook/time-chart.ts";
import { IconButton } from "../_ui/button.tsx";
import { type ChartLink, rowAt, type TimeRange, timesOf } from "./chart-link.ts";
import type { ChartView } from "./chart-view.ts";
import styles from "./charts.module.css";
import { copyPicture } from "./copy-picture.ts";
import { LinkToggle } from "./link-toggle.tsx";
import { saveFile } from "./save-file.ts";

const DAY_MS = 86_400_000;
const SPANS: readonly (readonly [string, number])[] = [
  ["3m", 91],
  ["1y", 365],
  ["5y", 1826],
];

/** Title at the left; at the right the ranges that are asked for most, and the chart as a picture or as columns. New numbers leave it as it is. */
export const ChartTools = memo(function ChartTools({
  title,
  lengthMs,
  read,
  view,
  link,
}: {
  title: string;
  /** From the first row to the last. */
  lengthMs: number;
  /** The chart as it is when a button is pressed. */
  read: () => TimeChart;
  view: ChartView | null;
  link: ChartLink;
}) {
  const spans = SPANS.filter(([, days]) => lengthMs > days * DAY_MS);
  return (
    <figcaption className={styles.tools}>
      <span>{title}</span>
      {[...spans, ["All", Infinity] as const].map(([name, days]) => (
        <button
          key={name}
          type="button"
          onClick={() => link.look(null, lastDays(read(), days))}
          aria-label={`Show ${name}`}
        >
          {name}
        </button>
      ))}
      <LinkToggle link={link} />
      <IconButton label="Copy as a picture" onClick={() => view && void copyPicture(view.picture())}>
        <Copy size={13} aria-hidden />
      </IconButton>
      <IconButton
        label="Save as PNG"
        onClick={() => view?.picture().toBlob((blob) => blob && saveFile("chart.png", blob))}
      >
        <Picture size={13} aria-hidden />
      </IconButton>
      <IconButton
        label="Save as CSV"
        onClick={() => saveFile("chart.csv", new Blob([csvOf(read())], { type: "text/csv" }))}
      >
        <Download size={13} aria-hidden />
      </IconButton>
    </figcaption>
  );
});

/** So many days before the last row, with a little room after it; all rows for Infinity. */
function lastDays({ time }: TimeChart, days: number): TimeRange {
  const from = days === Infinity ? 0 : rowAt(time, (time.at(-1) ?? 0) - days * DAY_MS);
  return timesOf(time, { from, to: time.length + (time.length - from) * 0.01 });
}

/** The chart's columns, one line a row, times in ISO 8601. */
function csvOf(chart: TimeChart): string {
  const names = chart.panes.flatMap(({ series }) =>
    series.flatMap((each) => {
      if (each.kind === "candles") return ["open", "high", "low", "close"];
      const plain = each.name.replaceAll(/[",\n]/g, " ");
      return each.kind === "band" ? [`${plain} low`, `${plain} high`] : [plain];
    }),
  );
  const columns = chartColumns(chart);
  const lines = Array.from(chart.time, (time, row) =>
    [new Date(time).toISOString(), ...columns.map((column) => column[row] ?? "")].join(","),
  );
  return [["time", ...names].join(","), ...lines].join("\n").replaceAll("NaN", "");
}
