import { rollingSharpe, rollingVolatility } from "#engine/attribution/rolling.ts";
import { EngineError } from "#engine/errors.ts";
import type { ChartPane } from "#engine/notebook/time-chart.ts";
import type { BacktestResult } from "#engine/result.ts";
import { Chart, columnOf, toneOf } from "./chart.ts";

type Column = Float64Array | readonly (number | null)[];

/** How columns over time are written on their axis. */
export interface OverTimeOptions {
  readonly title?: string;
  readonly number?: ChartPane["number"];
  readonly height?: number;
}

/**
 * Columns over one time axis, as lines; a million rows are no trouble.
 *
 * @param time UTC ms, ascending, shape [rows], as every column.
 */
export function overTime(
  time: Float64Array,
  columns: Readonly<Record<string, Column>>,
  options: OverTimeOptions = {},
): Chart {
  const series = Object.entries(columns).map(([name, values], index) => {
    if (values.length !== time.length)
      throw new EngineError(
        "bad-param",
        `${name} has ${values.length} values for ${time.length} times; give one each`,
      );
    return { kind: "line" as const, name, values: columnOf(values), tone: toneOf(index) };
  });
  const { title = "", number = "ratio", height } = options;
  return new Chart({ title, time, panes: [{ number, series }], ...(height ? { height } : {}) });
}

/** Which statistic rolls over how many closes. */
export interface RollingOptions {
  readonly statistic?: "sharpe" | "volatility" | "return";
  /** Closes in each window; 252 by default, a year of days. */
  readonly window?: number;
  /** Closes in a year, for annual numbers; 252 by default. */
  readonly periodsPerYear?: number;
  readonly title?: string;
}

function returnsOf(equity: Float64Array): Float64Array {
  return equity.map((value, row) => (row === 0 ? 0 : value / (equity[row - 1] ?? NaN) - 1));
}

/** A statistic of the last closes at each close: how steady a result was. */
export function rolling(result: BacktestResult, options: RollingOptions = {}): Chart {
  const { statistic = "sharpe", window = 252, periodsPerYear = 252 } = options;
  const { time, equity } = result;
  if (!Number.isInteger(window) || window < 2 || window > time.length)
    throw new EngineError("bad-param", `invalid window: ${window}; use 2 to ${time.length} closes`);
  const returns = returnsOf(equity);
  const values =
    statistic === "sharpe"
      ? rollingSharpe(returns, window, periodsPerYear)
      : statistic === "volatility"
        ? rollingVolatility(returns, window, periodsPerYear)
        : equity.map((value, row) => (row < window ? NaN : value / (equity[row - window] ?? NaN) - 1));
  const title = options.title ?? `${statistic} of the last ${window} closes`;
  return overTime(
    time,
    { [statistic]: values },
    { title, number: statistic === "sharpe" ? "ratio" : "percent" },
  );
}
