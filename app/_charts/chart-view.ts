import type * as LightweightCharts from "lightweight-charts";
import type { IChartApi, IPriceLine, ISeriesApi, SeriesType } from "lightweight-charts";
import type { TimeChart } from "#engine/notebook/time-chart.ts";
import type { ChartColours } from "./chart-colours.ts";
import { isDaily, pointTimes, seriesPoints } from "./chart-points.ts";
import { type ChartWindow, isSameWindow, type RowRange, stillServes, windowFor } from "./chart-window.ts";
import { isSameSeries } from "./same-series.ts";
import { addSeries, priceFormat } from "./series-look.ts";
import { TradeLines } from "./trade-lines.ts";
import { onZoomWheel, zoomed } from "./zoom-wheel.ts";

type Library = typeof LightweightCharts;

/** What a chart tells of the hand upon it; rows count from the chart's first. */
export interface ChartEvents {
  /** Null when the pointer has left. */
  pointed: (row: number | null) => void;
  moved: (sight: RowRange) => void;
  /** Other rows are in sight, whoever brought them there. */
  sighted: (sight: RowRange) => void;
  picked: (tradeId: number | null) => void;
}

/** Rows shown beyond the last one, so that its candle does not stand at the edge. */
const MARGIN_ROWS = 3;

/** Numbers that come faster than this are being dragged. */
const MOVING_MS = 250;
/** Points in sight while numbers move; at rest every row is drawn that a screen can show. */
const MOVING_POINTS = 1000;

/** Which drawings a chart has; while this stays the same, new data goes into the old drawings. */
export function shapeOf(chart: TimeChart): string {
  const panes = chart.panes.map(({ number, share, series }) => [
    number,
    share,
    series.map((each) => [each.kind, "tone" in each ? each.tone : "", "width" in each ? each.width : 0]),
  ]);
  return JSON.stringify([panes, isDaily(chart.time)]);
}

/**
 * A chart on the screen. A class, since it owns the library's drawing: data is put into it again and again,
 * long columns by the part in sight, and what the reader has zoomed to stays.
 */
export class ChartView {
  readonly #chart: IChartApi;
  readonly #events: ChartEvents;
  readonly #series: ISeriesApi<SeriesType>[][];
  readonly #lines: TradeLines | null;
  readonly #stopWheel: () => void;
  #levels: (readonly [ISeriesApi<SeriesType>, IPriceLine])[] = [];
  #data: TimeChart;
  #window: ChartWindow = { from: 0, to: 0, size: 1 };
  #frame = 0;
  #silent = 0;
  #updatedAt = -Infinity;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** A page may hold a drawing for one turn longer than it stands. */
  #gone = false;

  constructor(
    library: Library,
    element: HTMLElement,
    data: TimeChart,
    colours: ChartColours,
    events: ChartEvents,
  ) {
    this.#data = data;
    this.#events = events;
    this.#chart = library.createChart(element, chartOptions(library, colours, !isDaily(data.time)));
    this.#series = data.panes.map(({ series, number }, pane) =>
      series.map((each) =>
        addSeries(this.#chart, library, each, { pane, colours, format: priceFormat(number) }),
      ),
    );
    for (const [pane, { share }] of data.panes.entries()) this.#chart.panes()[pane]?.setStretchFactor(share);
    const first = this.#series[0]?.[0] as ISeriesApi<"Candlestick"> | undefined;
    this.#lines = first ? new TradeLines(this.#chart, first, colours) : null;
    if (first && this.#lines) first.attachPrimitive(this.#lines);
    this.#listen();
    this.#stopWheel = onZoomWheel(element, (factor, px) => this.#zoom(factor, px));
    const rows = data.time.length;
    this.show({ from: data.firstRows ? rows - data.firstRows : 0, to: rows + MARGIN_ROWS });
  }

  /** New numbers for the same drawings; the part in sight stays while the rows are as many as before. Coarser while they come fast. */
  update(data: TimeChart): void {
    // What it was made of comes again once it stands: a million rows would be compared with themselves.
    if (data === this.#data || this.#gone) return;
    const [old, sight] = [this.#data, this.sight()];
    const same = data.time.length === old.time.length && data.time[0] === old.time[0];
    this.#data = data;
    const next = same ? sight : { from: 0, to: data.time.length + MARGIN_ROWS };
    const now = performance.now();
    const moving = now - this.#updatedAt < MOVING_MS;
    this.#updatedAt = now;
    clearTimeout(this.#rest);
    if (moving) this.#rest = setTimeout(() => this.show(this.sight()), MOVING_MS);
    this.#draw(
      next,
      windowFor(data.time.length, next, moving ? MOVING_POINTS : undefined),
      same ? old : null,
    );
  }

  /** Rows in sight, fractions and rows beyond the ends included. */
  sight(): RowRange {
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    const { from, size, to } = this.#window;
    return range ? { from: from + range.from * size, to: from + (range.to + 1) * size } : { from, to };
  }

  /** Brings rows into sight and says nothing of it. */
  show(sight: RowRange): void {
    if (!this.#gone) this.#draw(sight, windowFor(this.#data.time.length, sight), null);
  }

  /** Draws a window; what is as it was in `old` on the same rows is left as it stands. */
  #draw(sight: RowRange, window: ChartWindow, old: TimeChart | null): void {
    this.#silent++;
    const unmoved = old !== null && isSameWindow(window, this.#window) ? old : null;
    this.#window = window;
    const times = pointTimes(this.#data.time, window);
    this.#lines?.set(this.#data.trades, window);
    for (const [pane, { series }] of this.#data.panes.entries())
      for (const [index, each] of series.entries())
        if (!isSameSeries(each, unmoved?.panes[pane]?.series[index]))
          this.#series[pane]?.[index]?.setData(seriesPoints(each, window, times));
    this.#drawLevels();
    if (unmoved === null) {
      this.#look(sight);
      this.#events.sighted(sight);
    }
    this.#silent--;
  }

  /** The crosshair of another chart, here; null takes it away. */
  point(row: number | null): void {
    if (this.#gone) return;
    const first = this.#series[0]?.[0];
    const time = row === null ? undefined : pointTimes(this.#data.time, this.#pointOf(row))[0];
    if (!first || time === undefined) this.#chart.clearCrosshairPosition();
    else this.#chart.setCrosshairPosition(NaN, time, first);
  }

  choose(tradeId: number | null): void {
    if (this.#gone) return;
    this.#lines?.choose(tradeId);
    // Any option makes the library paint again.
    this.#chart.applyOptions({});
  }

  /** The picture as it is, a PNG. */
  picture(): HTMLCanvasElement {
    return this.#chart.takeScreenshot();
  }

  dispose(): void {
    this.#gone = true;
    this.#stopWheel();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
    this.#chart.remove();
  }

  #pointOf(row: number): ChartWindow {
    const { from, size } = this.#window;
    const start = from + Math.max(0, Math.floor((row - from) / size)) * size;
    return { from: start, to: start + 1, size };
  }

  #look(sight: RowRange): void {
    const { from, size } = this.#window;
    this.#chart.timeScale().setVisibleLogicalRange({
      from: (sight.from - from) / size,
      to: (sight.to - from) / size - 1,
    });
  }

  /** What is under the hand stays under it; the drawing itself tells that other rows are in sight. */
  #zoom(factor: number, px: number): void {
    const share = px / this.#chart.timeScale().width();
    const whole = { from: 0, to: this.#data.time.length + MARGIN_ROWS };
    this.#look(zoomed(this.sight(), whole, { factor, share }));
  }

  #drawLevels(): void {
    for (const [series, line] of this.#levels) series.removePriceLine(line);
    this.#levels = this.#data.panes.flatMap(({ levels }, pane) => {
      const series = this.#series[pane]?.[0];
      if (!series) return [];
      return levels.map(({ value, title }) => {
        const line = series.createPriceLine({
          price: value,
          title,
          lineStyle: 2,
          lineWidth: 1,
          axisLabelVisible: true,
        });
        return [series, line] as const;
      });
    });
  }

  #listen(): void {
    const scale = this.#chart.timeScale();
    this.#chart.subscribeCrosshairMove(({ logical, sourceEvent }) => {
      // Without a pointer's event it was moved from another chart, which knows already.
      if (sourceEvent || logical === undefined)
        this.#events.pointed(logical === undefined ? null : this.#rowOf(logical));
    });
    this.#chart.subscribeClick(({ logical }) => {
      if (logical !== undefined) this.#events.picked(this.#lines?.at(this.#rowOf(logical)) ?? null);
    });
    scale.subscribeVisibleLogicalRangeChange(() => {
      if (this.#silent > 0) return;
      cancelAnimationFrame(this.#frame);
      this.#frame = requestAnimationFrame(() => this.#moved());
    });
  }

  #moved(): void {
    const sight = this.sight();
    if (!stillServes(this.#window, this.#data.time.length, sight)) this.show(sight);
    else this.#events.sighted(sight);
    // Layout moves a chart, too; only what a hand does upon it is news for others.
    if (this.#chart.chartElement().matches(":hover")) this.#events.moved(sight);
  }

  #rowOf(logical: number): number {
    const row = this.#window.from + Math.round(logical) * this.#window.size;
    return Math.min(Math.max(row, 0), this.#data.time.length - 1);
  }
}

function chartOptions(library: Library, colours: ChartColours, timeVisible: boolean) {
  return {
    autoSize: true,
    layout: {
      background: { type: library.ColorType.Solid, color: "transparent" },
      textColor: colours.muted,
      fontSize: 11,
      fontFamily: "Inter Variable, system-ui, sans-serif",
      // Its mark would lie upon the lines; the chart names its maker in the corner of its axes instead.
      attributionLogo: false,
      panes: { separatorColor: colours.grid, separatorHoverColor: colours.line },
    },
    grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
    rightPriceScale: { borderColor: colours.line, minimumWidth: 64, entireTextOnly: true },
    timeScale: { borderColor: colours.line, minBarSpacing: 0.01, timeVisible, secondsVisible: false },
    crosshair: { mode: library.CrosshairMode.Normal },
    handleScroll: { mouseWheel: false, vertTouchDrag: false },
    // The page's own wheel scrolls the page.
    handleScale: { mouseWheel: false },
    localization: { locale: "en-GB", dateFormat: "yyyy-MM-dd" },
  } satisfies Parameters<typeof library.createChart>[1];
}
