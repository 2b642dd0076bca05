import { EngineError } from "#engine/errors.ts";
import { candles } from "./plots/candles.ts";
import { correlation } from "./plots/correlation.ts";
import { distribution } from "./plots/distribution.ts";
import { equity } from "./plots/equity.ts";
import { fan } from "./plots/fan.ts";
import { Figure } from "./plots/figure-value.ts";
import { monthly } from "./plots/monthly.ts";
import { overTime, rolling } from "./plots/over-time.ts";
import { parameterHeatmap, parameterSurface } from "./plots/parameters.ts";
import { pick, thinRows } from "./plots/thin.ts";

export { Chart } from "./plots/chart.ts";
export { Figure } from "./plots/figure-value.ts";

/** Numbers or labels along an axis. */
export type Axis = readonly (number | string | Date | null)[] | Float64Array;

/** One line of a line chart; `x` counts from 0 when it is left out. */
export interface LineSeries {
  readonly x?: Axis;
  readonly y: Axis;
  readonly name?: string;
}

/** A chart's words; anything else of plotly's layout may be given, too. */
export interface ChartOptions {
  readonly title?: string;
  readonly xTitle?: string;
  readonly yTitle?: string;
  readonly layout?: Readonly<Record<string, unknown>>;
}

const SCATTER_POINTS = 50_000;

/** A number beyond 1973 in UTC ms is a time; no bar index gets that far. */
const FIRST_TIME = 1e11;
const isTime = (x: Axis | undefined): boolean => {
  const first = x?.[0];
  return first instanceof Date || (typeof first === "number" && Math.abs(first) > FIRST_TIME);
};

function layoutOf(options: ChartOptions, xIsTime: boolean): Record<string, unknown> {
  const { title, xTitle, yTitle, layout } = options;
  return {
    ...(title === undefined ? {} : { title: { text: title } }),
    xaxis: {
      ...(xIsTime ? { type: "date" } : {}),
      ...(xTitle === undefined ? {} : { title: { text: xTitle } }),
    },
    yaxis: yTitle === undefined ? {} : { title: { text: yTitle } },
    ...layout,
  };
}

/** @throws EngineError "bad-param" for anything without a length. */
function needAxis(values: Axis, field: string, remedy: string): void {
  const { length } = (values ?? {}) as { readonly length?: unknown };
  if (typeof values === "object" && typeof length === "number") return;
  throw new EngineError("bad-param", `invalid ${field}: no list of values; use ${remedy}`, { field });
}

/** A long line by the rows that draw it. */
function lineTrace({ x, y, name }: LineSeries): Record<string, unknown> {
  needAxis(y, "y of plot.line", "plot.line({ x, y }), or a list of such lines");
  const rows = thinRows(y);
  const whole = { type: "scatter", mode: "lines", ...(name && { name }) };
  if (rows === null) return { ...whole, y, ...(x && { x }) };
  return { ...whole, y: pick(y, rows), x: x ? pick(x, rows) : rows };
}

/**
 * Charts for cells: a {@link Chart} over time or a {@link Figure}, shown where it is the last expression or passed to display().
 * Times are UTC ms, NaN is a gap. Long series are drawn by their extremes, so that a million rows do not freeze the page.
 */
export const plot = {
  /** Candles with volume, indicators over and under them, and a result's trades. @example plot.candles(prices, { overlays: { slow: indicator(ema({ lengthBars: 50 }), prices) }, trades: result }) */
  candles,
  /** An account with a benchmark and its falls below. @example plot.equity(result) */
  equity,
  /** Columns over one time axis. @example plot.overTime(prices.openTime, { close: prices.close }, { number: "price" }) */
  overTime,
  /** Sharpe ratio, volatility or return of the last closes. @example plot.rolling(result, { window: 126 }) */
  rolling,
  /** Returns by month and year. @example plot.monthly(result) */
  monthly,
  /** A sweep's statistic over two parameters, by colour. @example plot.parameterHeatmap(found, { metric: "sharpe" }) */
  parameterHeatmap,
  /** The same as a landscape. @example plot.parameterSurface(found) */
  parameterSurface,
  /** A histogram with the normal curve of the same mean and deviation. @example plot.distribution(prices.close) */
  distribution,
  /** Paths of an account that might have been, as bands around their median. @example plot.fan(bootstrapTrades(Float64Array.of(0.02, -0.01, 0.03))) */
  fan,
  /** How strongly columns, or symbols' returns, move together. @example plot.correlation({ open: prices.open, volume: prices.volume }) */
  correlation,

  /** Lines over a shared axis. @example plot.line({ y: result.equity }) */
  line(series: LineSeries | readonly LineSeries[], options: ChartOptions = {}): Figure {
    const list = Array.isArray(series) ? (series as readonly LineSeries[]) : [series as LineSeries];
    return new Figure(list.map(lineTrace), layoutOf(options, isTime(list[0]?.x)));
  },

  /** Points; at most 50,000 are drawn, evenly chosen. @example plot.scatter([1, 2, 3], [4, 1, 9]) */
  scatter(x: Axis, y: Axis, options: ChartOptions & { readonly text?: readonly string[] } = {}): Figure {
    for (const axis of [x, y]) needAxis(axis, "axis of plot.scatter", "plot.scatter(x, y)");
    const step = Math.max(1, Math.ceil(y.length / SCATTER_POINTS));
    const rows = Uint32Array.from({ length: Math.ceil(y.length / step) }, (_, at) => at * step);
    const { text } = options;
    const trace = {
      type: "scatter",
      mode: "markers",
      x: pick(x, rows),
      y: pick(y, rows),
      marker: { size: 5, opacity: 0.7 },
    };
    return new Figure([{ ...trace, ...(text && { text: pick(text, rows) }) }], {
      hovermode: "closest",
      ...layoutOf(options, isTime(x)),
    });
  },

  /** Values by label. @example plot.bar(["AAPL", "MSFT"], [1200, -300]) */
  bar(x: Axis, y: Axis, options: ChartOptions = {}): Figure {
    for (const axis of [x, y]) needAxis(axis, "axis of plot.bar", "plot.bar(labels, values)");
    return new Figure([{ type: "bar", x, y }], layoutOf(options, isTime(x)));
  },

  /** How often values fall into each of `bins` equal intervals. @example plot.histogram(prices.volume, { bins: 40 }) */
  histogram(values: Axis, options: ChartOptions & { readonly bins?: number } = {}): Figure {
    const { bins } = options;
    needAxis(values, "values of plot.histogram", "plot.histogram(values)");
    return new Figure(
      [{ type: "histogram", x: values, ...(bins && { nbinsx: bins }) }],
      layoutOf(options, isTime(values)),
    );
  },

  /** A matrix by colour; `z[row][column]`. @example plot.heatmap([[1, 2], [3, 4]], { x: ["a", "b"] }) */
  heatmap(z: readonly Axis[], options: ChartOptions & { readonly x?: Axis; readonly y?: Axis } = {}): Figure {
    const { x, y } = options;
    const look = { colorscale: "Viridis", colorbar: { thickness: 12 } };
    return new Figure(
      [{ type: "heatmap", z, ...look, ...(x && { x }), ...(y && { y }) }],
      layoutOf(options, isTime(x)),
    );
  },

  /** Any figure made of the traces that the page can draw. @example plot.figure([{ type: "box", y: prices.close }]) */
  figure(data: readonly unknown[], layout: Readonly<Record<string, unknown>> = {}): Figure {
    return new Figure(data, layout);
  },
};
