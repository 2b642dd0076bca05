"use client";

import { useEffect, useRef, useState } from "react";
import { useNearViewport } from "../_ui/use-near-viewport.ts";
import { useTheme } from "../_ui/use-theme.ts";
import { chartColours } from "./chart-colours.ts";
import type { ChartLink, TimeRange } from "./chart-link.ts";
import styles from "./charts.module.css";
import { figureTimes, joinFigure } from "./figure-link.ts";
import { houseData, houseLayout } from "./house-layout.ts";
import { loadPlotly, type PlotlyElement } from "./plotly.ts";
import { isZoomWheel } from "./zoom-wheel.ts";

const CONFIG = {
  displaylogo: false,
  responsive: true,
  displayModeBar: "hover",
  showTips: false,
  // Named one by one: a newer plotly must not bring a button that sends data anywhere.
  modeBarButtons: [["toImage"], ["zoom2d", "pan2d", "resetScale2d"]],
};

const LANDSCAPE_CONFIG = {
  ...CONFIG,
  modeBarButtons: [["toImage"], ["orbitRotation", "resetCameraDefault3d"]],
};

/** After a drawing a figure rests so many times as long as that took: figures of a dragged slider never hold the page up. */
const RESTS = 5;

/** A plotly figure. It is drawn near the viewport only, and seldom enough to leave the page its time however fast data comes. */
export function PlotlyChart({
  data,
  layout,
  height,
  label,
  link = null,
}: {
  data: readonly Record<string, unknown>[];
  layout: Record<string, unknown>;
  height: number;
  label: string;
  /** Charts that a figure over time shares crosshair and range with. */
  link?: ChartLink | null;
}) {
  const host = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  const near = useNearViewport(host, true);
  const { theme } = useTheme();
  const [failure, setFailure] = useState<string | null>(null);
  const landscape = data.some(({ type }) => type === "surface");
  const rest = useRef(0);
  useEffect(() => {
    if (!near) return;
    let alive = true;
    const draw = (): void => {
      loadPlotly(landscape)
        .then(async (plotly) => {
          const element = host.current;
          if (!alive || !element) return;
          const colours = chartColours();
          const began = performance.now();
          await plotly.react(
            element,
            houseData(data, colours),
            houseLayout(layout, colours, height),
            landscape ? LANDSCAPE_CONFIG : CONFIG,
          );
          const ended = performance.now();
          rest.current = ended + RESTS * (ended - began);
          if (alive) setFailure(null);
          if (alive) setDrawn(true);
        })
        .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    };
    const timer = setTimeout(draw, Math.max(0, rest.current - performance.now()));
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [near, data, layout, height, theme, landscape]);
  usePurge(host, near, landscape);
  usePlainWheel(host);
  useFigureLink({ host, cursor, link: drawn && near ? link : null, times: figureTimes(data, layout) });
  return (
    <>
      {failure ? <p className={styles.failure}>This figure cannot be drawn: {failure}</p> : null}
      <div className={styles.figureHost}>
        <div ref={host} className={styles.chart} style={{ height }} role="figure" aria-label={label} />
        <div ref={cursor} className={styles.cursor} hidden aria-hidden />
      </div>
    </>
  );
}

/** Frees the chart when it is far from the viewport or leaves the page: a page has 16 WebGL contexts, and memory for so many charts. */
function usePurge(host: React.RefObject<HTMLDivElement | null>, near: boolean, landscape: boolean): void {
  useEffect(() => {
    const element = host.current;
    if (!near || !element) return;
    return () => void loadPlotly(landscape).then((plotly) => plotly.purge(element));
  }, [host, near, landscape]);
}

/** A landscape takes every turn of the wheel; without Ctrl or Cmd it is the page's, as over any other chart. */
function usePlainWheel(host: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const keep = (event: WheelEvent): void => void (isZoomWheel(event) || event.stopPropagation());
    element.addEventListener("wheel", keep, { capture: true, passive: true });
    return () => element.removeEventListener("wheel", keep, { capture: true });
  }, [host]);
}

interface Linking {
  readonly host: React.RefObject<HTMLDivElement | null>;
  readonly cursor: React.RefObject<HTMLDivElement | null>;
  readonly link: ChartLink | null;
  readonly times: TimeRange | null;
}

/** Ties a figure that is drawn to its group. */
function useFigureLink({ host, cursor, link, times }: Linking): void {
  const { from, to } = times ?? { from: NaN, to: NaN };
  useEffect(() => {
    const [element, line] = [host.current, cursor.current];
    if (!link || !element || !line || !Number.isFinite(from)) return;
    let part: (() => void) | null = null;
    let alive = true;
    void loadPlotly().then((plotly) => {
      if (alive && isDrawn(element)) part = joinFigure(link, plotly, element, line, { from, to });
    });
    return () => {
      alive = false;
      part?.();
    };
  }, [host, cursor, link, from, to]);
}

/** Plotly makes an element that it has drawn into tell of what happens there. */
const isDrawn = (element: HTMLElement): element is PlotlyElement => "on" in element;
