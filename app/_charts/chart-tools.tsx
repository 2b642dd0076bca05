"use client";

import { Copy, Download, Image as Picture } from "lucide-react";
import { memo } from "react";
import { chartColumns, type TimeChart } from "#engine/notebook/time-chart.ts";
import { IconButton } from "../_ui/button.tsx";
import { type ChartLink, timesOf } from "./chart-link.ts";
import { spanRows, spansFor } from "./chart-spans.ts";
import type { ChartView } from "./chart-view.ts";
import styles from "./charts.module.css";
import { copyPicture } from "./copy-picture.ts";
import { LinkToggle } from "./link-toggle.tsx";
import { saveFile } from "./save-file.ts";
import { IS_MAC } from "../_notebook/key-name.ts";

const ZOOM_KEY = IS_MAC ? "⌘" : "Ctrl";

/** Title at the left; at the right the ranges that are asked for most, and the chart as a picture or as columns. New numbers leave it as it is. */
export const ChartTools = memo(function ChartTools({
  title,
  lengthMs,
  span,
  read,
  view,
  link,
}: {
  title: string;
  /** From the first row to the last. */
  lengthMs: number;
  /** The span in sight; null while it is another part of the chart. */
  span: string | null;
  /** The chart as it is when a button is pressed. */
  read: () => TimeChart;
  view: ChartView | null;
  link: ChartLink;
}) {
  return (
    <figcaption className={styles.tools}>
      <span>{title}</span>
      <small aria-hidden>{ZOOM_KEY} + wheel zooms, drag moves</small>
      {spansFor(lengthMs).map((each) => (
        <button
          key={each.name}
          type="button"
          onClick={() => link.look(null, timesOf(read().time, spanRows(read().time, each)))}
          aria-label={`Show ${each.name}`}
          aria-pressed={each.name === span}
        >
          {each.name}
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
