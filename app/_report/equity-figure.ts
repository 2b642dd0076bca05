import type { ChartColours } from "../_charts/chart-colours.ts";
import type { BacktestResult } from "#engine/result.ts";

/** A plotly figure as data. */
export interface Figure {
  readonly data: Record<string, unknown>[];
  readonly layout: Record<string, unknown>;
}

/** What the account would be had its capital bought the first symbol at the first close and held. */
export function buyAndHold(result: BacktestResult): Float64Array | null {
  const [bars, ...others] = result.bars;
  const start = bars?.close[0];
  const capital = result.equity[0];
  if (!bars || others.length > 0 || !start || capital === undefined) return null;
  if (bars.close.length !== result.equity.length) return null;
  return bars.close.map((close) => (capital * close) / start);
}

/** Equity above, drawdown below, on one time axis. */
export function equityFigure(result: BacktestResult, colours: ChartColours): Figure {
  const x = result.time;
  const held = buyAndHold(result);
  // A run that never fell keeps its zero line at the top all the same.
  const deepest = result.drawdown.reduce((least, value) => Math.min(least, value), -0.01);
  const line = (y: Float64Array, name: string, color: string, width: number) => ({
    type: "scatter",
    mode: "lines",
    x,
    y,
    name,
    line: { color, width },
    hovertemplate: "%{y:,.0f}",
  });
  const drawdown = {
    ...line(result.drawdown, "drawdown", colours.loss, 1),
    yaxis: "y2",
    fill: "tozeroy",
    hovertemplate: "%{y:.2%}",
    showlegend: false,
  };
  const benchmark = held ? [line(held, "buy and hold", colours.muted, 1)] : [];
  return {
    data: [...benchmark, line(result.equity, "strategy", colours.accent, 1.6), drawdown],
    layout: {
      margin: { l: 56, r: 12, t: 24, b: 28 },
      xaxis: { anchor: "y2", type: "date" },
      yaxis: { domain: [0.3, 1], tickformat: "~s", title: { text: "equity", font: { size: 11 } } },
      yaxis2: {
        domain: [0, 0.24],
        range: [deepest * 1.05, 0],
        tickformat: ".0%",
        title: { text: "drawdown", font: { size: 11 } },
      },
    },
  };
}
