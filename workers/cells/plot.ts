import type { Bars } from "#engine/market/bars.ts";
import { plainFigure } from "./figure.ts";
import type { PlainFigure } from "./figure.ts";

/** A chart, as a cell's value: shown when it is the cell's last expression or passed to display(). */
export class Figure implements PlainFigure {
  readonly data: Record<string, unknown>[];
  readonly layout: Record<string, unknown>;

  constructor(data: readonly unknown[], layout: unknown) {
    const plain = plainFigure({ data, layout });
    this.data = plain.data;
    this.layout = plain.layout;
  }
}

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

/** Charts for cells; each returns a {@link Figure}. Times are UTC ms, NaN is a gap. */
export const plot = {
  /** Lines over a shared axis. */
  line(series: LineSeries | readonly LineSeries[], options: ChartOptions = {}): Figure {
    const list = Array.isArray(series) ? (series as readonly LineSeries[]) : [series as LineSeries];
    const data = list.map(({ x, y, name }) => ({
      type: "scatter",
      mode: "lines",
      y,
      ...(x && { x }),
      ...(name && { name }),
    }));
    return new Figure(data, layoutOf(options, isTime(list[0]?.x)));
  },

  /** One symbol's bars as candles. */
  candles(bars: Bars, options: ChartOptions = {}): Figure {
    const { openTime: x, open, high, low, close, symbol: name } = bars;
    const layout = layoutOf({ title: name, ...options }, true);
    return new Figure([{ type: "candlestick", x, open, high, low, close, name }], {
      ...layout,
      showlegend: false,
    });
  },

  /** How often values fall into each of `bins` equal intervals; plotly chooses when `bins` is left out. */
  histogram(values: Axis, options: ChartOptions & { readonly bins?: number } = {}): Figure {
    const { bins } = options;
    return new Figure(
      [{ type: "histogram", x: values, ...(bins && { nbinsx: bins }) }],
      layoutOf(options, isTime(values)),
    );
  },

  /** A matrix by colour; `z[row][column]`. */
  heatmap(z: readonly Axis[], options: ChartOptions & { readonly x?: Axis; readonly y?: Axis } = {}): Figure {
    const { x, y } = options;
    return new Figure(
      [{ type: "heatmap", z, ...(x && { x }), ...(y && { y }) }],
      layoutOf(options, isTime(x)),
    );
  },

  /** Any figure made of the traces that the page can draw. */
  figure(data: readonly unknown[], layout: Readonly<Record<string, unknown>> = {}): Figure {
    return new Figure(data, layout);
  },
};
