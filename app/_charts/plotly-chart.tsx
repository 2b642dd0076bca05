"use client";

import { useEffect, useRef, useState } from "react";
import { useNearViewport } from "../_ui/use-near-viewport.ts";
import { useTheme } from "../_ui/use-theme.ts";
import { chartColours } from "./chart-colours.ts";
import styles from "./charts.module.css";
import { houseLayout } from "./house-layout.ts";
import { loadPlotly } from "./plotly.ts";

const CONFIG = {
  displaylogo: false,
  responsive: true,
  displayModeBar: "hover",
  showTips: false,
  // Named one by one: a newer plotly must not bring a button that sends data anywhere.
  modeBarButtons: [["toImage"], ["zoom2d", "pan2d", "resetScale2d"]],
};

/** A plotly figure. It is drawn near the viewport only, and at most once per frame however fast data comes. */
export function PlotlyChart({
  data,
  layout,
  height,
  label,
}: {
  data: readonly Record<string, unknown>[];
  layout: Record<string, unknown>;
  height: number;
  label: string;
}) {
  const host = useRef<HTMLDivElement>(null);
  const near = useNearViewport(host);
  const { theme } = useTheme();
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (!near) return;
    let alive = true;
    const frame = requestAnimationFrame(() => {
      loadPlotly()
        .then(async (plotly) => {
          const element = host.current;
          if (alive && element)
            await plotly.react(element, data, houseLayout(layout, chartColours(), height), CONFIG);
        })
        .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    });
    return () => {
      alive = false;
      cancelAnimationFrame(frame);
    };
  }, [near, data, layout, height, theme]);
  usePurge(host);
  if (failure) return <p className={styles.failure}>This figure cannot be drawn: {failure}</p>;
  return <div ref={host} className={styles.chart} style={{ height }} role="img" aria-label={label} />;
}

/** Frees the chart when it leaves the page for good. */
function usePurge(host: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = host.current;
    return () => {
      if (element) void loadPlotly().then((plotly) => plotly.purge(element));
    };
  }, [host]);
}
