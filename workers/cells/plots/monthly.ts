import { monthlyReturns } from "#engine/attribution/calendar-returns.ts";
import type { BacktestResult } from "#engine/result.ts";
import { Figure, TWO_SIDED } from "./figure-value.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Returns by month and year in percent, red for losses and green for gains; months outside of the run are empty. */
export function monthly(result: BacktestResult, options: { readonly title?: string } = {}): Figure {
  const { time, equity } = result;
  const returns = equity.map((value, row) => (row === 0 ? 0 : value / (equity[row - 1] ?? NaN) - 1));
  const found = monthlyReturns(time, returns);
  const years = [...new Set(found.map(({ year }) => year))];
  const values = new Map(found.map(({ year, month = 0, value }) => [`${year} ${month}`, 100 * value]));
  const z = years.map((year) => MONTHS.map((_, month) => values.get(`${year} ${month + 1}`) ?? null));
  const most = Math.max(1, ...found.map(({ value }) => Math.abs(100 * value)));
  return new Figure(
    [
      {
        ...{ type: "heatmap", x: MONTHS, y: years.map(String), z, zmin: -most, zmax: most },
        ...{ colorscale: TWO_SIDED, showscale: false, xgap: 1, ygap: 1, texttemplate: "%{z:.1f}" },
        hovertemplate: "%{x} %{y}: %{z:.2f} %<extra></extra>",
      },
    ],
    {
      title: { text: options.title ?? `${result.manifest.strategy.name}: returns by month, %` },
      yaxis: { type: "category", autorange: "reversed", showgrid: false },
      xaxis: { side: "top", type: "category", showgrid: false },
      hovermode: "closest",
      height: 90 + 22 * years.length,
    },
  );
}
