"use client";

import { Download, Image as Picture, Link2, Unlink2 } from "lucide-react";
import { useState } from "react";
import { chartColumns, type TimeChart } from "#engine/notebook/time-chart.ts";
import { IconButton } from "../_ui/button.tsx";
import { type ChartLink, PAGE_LINK, rowAt, timesOf } from "./chart-link.ts";
import type { ChartView } from "./chart-view.ts";
import styles from "./charts.module.css";
import { saveFile } from "./save-file.ts";

const DAY_MS = 86_400_000;
const SPANS: readonly (readonly [string, number])[] = [
  ["3m", 91],
  ["1y", 365],
  ["5y", 1826],
];

/** Title at the left; at the right the ranges that are asked for most, and the chart as a picture or as columns. */
export function ChartTools({
  chart,
  view,
  link,
}: {
  chart: TimeChart;
  view: ChartView | null;
  link: ChartLink;
}) {
  const { time } = chart;
  const [first = 0] = time;
  const last = time.at(-1) ?? 0;
  const show = (days: number) => {
    const from = days === Infinity ? 0 : rowAt(time, last - days * DAY_MS);
    const sight = { from, to: time.length + (time.length - from) * 0.01 };
    link.look(null, timesOf(time, sight));
  };
  const spans = SPANS.filter(([, days]) => last - first > days * DAY_MS);
  return (
    <figcaption className={styles.tools}>
      <span>{chart.title}</span>
      {[...spans, ["All", Infinity] as const].map(([name, days]) => (
        <button key={name} type="button" onClick={() => show(days)} aria-label={`Show ${name}`}>
          {name}
        </button>
      ))}
      <LinkToggle link={link} />
      <IconButton
        label="Save as PNG"
        onClick={() => view?.picture().toBlob((blob) => blob && saveFile("chart.png", blob))}
      >
        <Picture size={13} aria-hidden />
      </IconButton>
      <IconButton
        label="Save as CSV"
        onClick={() => saveFile("chart.csv", new Blob([csvOf(chart)], { type: "text/csv" }))}
      >
        <Download size={13} aria-hidden />
      </IconButton>
    </figcaption>
  );
}

/** Shares crosshair and range with the other charts of the page that are linked. */
function LinkToggle({ link }: { link: ChartLink }) {
  const [tied, setTied] = useState(link.tied);
  const toggle = () => {
    link.tie(tied ? null : PAGE_LINK);
    setTied(!tied);
  };
  return (
    <IconButton label="Link crosshair and range with other linked charts" pressed={tied} onClick={toggle}>
      {tied ? <Link2 size={13} aria-hidden /> : <Unlink2 size={13} aria-hidden />}
    </IconButton>
  );
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
