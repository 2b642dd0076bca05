"use client";

import type * as LightweightCharts from "lightweight-charts";
import { use, useCallback, useEffect, useRef, useState } from "react";
import type { TimeChart as ChartData } from "#engine/notebook/time-chart.ts";
import { useNearViewport } from "../_ui/use-near-viewport.ts";
import { useTheme } from "../_ui/use-theme.ts";
import { afterFrame } from "./after-frame.ts";
import { chartColours } from "./chart-colours.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { ChartMaker } from "./chart-maker.tsx";
import {
  ChartLink,
  ChartLinkContext,
  overlaps,
  rowAt,
  timeAt,
  type TimeRange,
  timesOf,
} from "./chart-link.ts";
import { lastInSight, spanInSight } from "./chart-spans.ts";
import { ChartTools } from "./chart-tools.tsx";
import { type ChartEvents, ChartView, shapeOf } from "./chart-view.ts";
import type { RowRange } from "./chart-window.ts";
import styles from "./charts.module.css";

/** A chart of columns over time. It is drawn near the viewport only; new data goes into the old drawing. */
export function TimeChart({
  chart,
  label,
  chosen = null,
  onChoose,
}: {
  chart: ChartData;
  label: string;
  chosen?: number | null;
  onChoose?: (tradeId: number | null) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const [row, setRow] = useState<number | null>(null);
  const [sight, setSight] = useState<RowRange | null>(null);
  const whole = { from: 0, to: chart.time.length };
  const link = useOwnLink();
  const read = useLatest(chart);
  const [failure, setFailure] = useState<string | null>(null);
  // New numbers of the same stretch are drawn without another look at the tools and the legend's place.
  const see = (next: RowRange) => setSight((before) => (isSameSight(before, next) ? before : next));
  const view = useChartView(host, chart, { setRow, setSight: see, onChoose, setFailure }, link);
  useEffect(() => view?.choose(chosen), [view, chosen]);
  return (
    <figure className={styles.timeChart} aria-label={label}>
      <ChartTools
        title={chart.title}
        lengthMs={lengthOf(chart)}
        span={spanInSight(chart.time, sight ?? whole)}
        {...{ read, view, link }}
      />
      {failure ? <p className={styles.failure}>This chart cannot be drawn: {failure}</p> : null}
      <div
        className={styles.chartHost}
        style={{ height: chart.height }}
        tabIndex={0}
        role="application"
        aria-label={`${label}; arrows move, plus and minus zoom`}
        onKeyDown={(event) => view && moveByKey(event, view)}
      >
        <div ref={host} className={styles.chartFill} />
        <ChartLegend chart={chart} row={row ?? lastInSight(chart.time, sight ?? whole)} />
        <ChartMaker />
      </div>
    </figure>
  );
}

const lengthOf = ({ time }: ChartData): number => (time.at(-1) ?? 0) - (time[0] ?? 0);

/** Reads what was drawn last; the function stays the same, so that who holds it need not be drawn again. */
function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}

/** The group that a chart stands in, or one of its own; its own lets go of the page's when the chart goes. */
function useOwnLink(): ChartLink {
  const around = use(ChartLinkContext);
  const [own] = useState(() => new ChartLink());
  useEffect(() => () => own.tie(null), [own]);
  return around ?? own;
}

const isSameSight = (a: RowRange | null, b: RowRange): boolean => a?.from === b.from && a.to === b.to;

interface Hand {
  readonly setRow: (row: number | null) => void;
  readonly setSight: (sight: RowRange) => void;
  readonly onChoose: ((tradeId: number | null) => void) | undefined;
  readonly setFailure: (message: string | null) => void;
}

/** Makes the drawing when it comes near, anew when its shape or the theme changes, and keeps its data current. */
function useChartView(
  host: React.RefObject<HTMLDivElement | null>,
  chart: ChartData,
  hand: Hand,
  link: ChartLink,
): ChartView | null {
  const near = useNearViewport(host, true);
  const { theme } = useTheme();
  const [view, setView] = useState<ChartView | null>(null);
  const latest = useRef({ chart, hand });
  const kept = useRef<RowRange | null>(null);
  const shape = shapeOf(chart);
  useEffect(() => {
    latest.current = { chart, hand };
  });
  useEffect(() => {
    const element = host.current;
    if (!near || !element) return;
    let alive = true;
    let made: ChartView | null = null;
    let leave: (() => void) | null = null;
    const make = (library: typeof LightweightCharts): void => {
      if (!alive) return;
      const events: ChartEvents = {
        pointed: (row: number | null) => latest.current.hand.setRow(row),
        moved: nobodyToTell,
        sighted: (sight: RowRange) => latest.current.hand.setSight(sight),
        picked: (id: number | null) => latest.current.hand.onChoose?.(id),
      };
      made = new ChartView(library, element, latest.current.chart, chartColours(), events);
      if (kept.current) made.show(kept.current);
      leave = joinLink(link, made, events, () => latest.current.chart.time);
      setView(made);
      latest.current.hand.setFailure(null);
    };
    import("lightweight-charts")
      .then(make)
      .catch((error: unknown) =>
        latest.current.hand.setFailure(error instanceof Error ? error.message : String(error)),
      );
    return () => {
      alive = false;
      leave?.();
      kept.current = made?.sight() ?? kept.current;
      made?.dispose();
      setView(null);
    };
  }, [host, near, theme, shape, link]);
  // The numbers beside it are read first, and are drawn without waiting for thousands of points.
  useEffect(() => (view ? afterFrame(() => view.update(chart)) : undefined), [view, chart]);
  return view;
}

const nobodyToTell = (): void => undefined;

/** Ties a drawing to its group, both ways. */
function joinLink(
  link: ChartLink,
  view: ChartView,
  events: ChartEvents,
  time: () => Float64Array,
): () => void {
  const own = events.pointed;
  const linked = {
    point: (moment: number | null) => {
      const known = moment !== null && overlaps(time(), { from: moment, to: moment });
      const row = known ? Math.round(rowAt(time(), moment)) : null;
      own(row);
      view.point(row);
    },
    look: (range: TimeRange) => {
      if (!overlaps(time(), range)) return;
      view.show({ from: rowAt(time(), range.from), to: rowAt(time(), range.to) });
    },
  };
  events.pointed = (row) => {
    own(row);
    link.point(linked, row === null ? null : timeAt(time(), row));
  };
  events.moved = (sight) => link.look(linked, timesOf(time(), sight));
  if (link.sight) linked.look(link.sight);
  return link.join(linked);
}

function moveByKey(event: React.KeyboardEvent, view: ChartView): void {
  const { from, to } = view.sight();
  const width = to - from;
  const moves: Readonly<Record<string, RowRange>> = {
    ArrowLeft: { from: from - width / 5, to: to - width / 5 },
    ArrowRight: { from: from + width / 5, to: to + width / 5 },
    "+": { from: from + width / 5, to },
    "-": { from: from - width / 4, to },
  };
  const next = moves[event.key];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  view.show(next);
}
