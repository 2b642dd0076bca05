import { EngineError } from "#engine/errors.ts";
import type { TimeChartInput } from "#engine/notebook/time-chart.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { BacktestResult } from "#engine/result.ts";
import { Chart, columnOf } from "./chart.ts";

/** What stands beside an account. */
export interface EquityOptions {
  readonly title?: string;
  /**
   * What to compare with: bars (their last close by each of the account's), values at the same closes, both scaled to begin
   * with the account's, or false for nothing. Holding the only symbol where absent.
   */
  readonly benchmark?: Bars | Float64Array | readonly (number | null)[] | false;
  readonly height?: number;
}

type Series = TimeChartInput["panes"][number]["series"];

function heldClose({ bars: [only, ...others], time }: BacktestResult): Float64Array | null {
  if (!only || others.length > 0 || only.close.length < time.length) return null;
  return only.close.slice(only.close.length - time.length);
}

/** The last close of other bars by each of a run's closes; NaN before the first. O(bars + closes). */
function closesAt({ closeTime, close }: Bars, time: Float64Array): Float64Array {
  let next = 0;
  return time.map((moment) => {
    while (next < close.length && (closeTime[next] ?? Infinity) <= moment) next++;
    return close[next - 1] ?? NaN;
  });
}

function benchmarkOf(result: BacktestResult, asked: EquityOptions["benchmark"]): Float64Array | null {
  if (asked === false) return null;
  const values =
    asked === undefined
      ? heldClose(result)
      : "openTime" in asked
        ? closesAt(asked, result.time)
        : columnOf(asked);
  if (!values) return null;
  if (values.length !== result.time.length)
    throw new EngineError(
      "bad-param",
      `benchmark of ${values.length} values for ${result.time.length} closes; give one value a close`,
    );
  const scale = (result.equity[0] ?? NaN) / (values.find((value) => value > 0) ?? NaN);
  return values.map((value) => value * scale);
}

/** Fractions below the highest value so far, 0 or less. */
export function fallsOf(values: Float64Array): Float64Array {
  let peak = -Infinity;
  return values.map((value) => {
    if (value > peak) peak = value;
    return value / peak - 1;
  });
}

/** A run's account over time with a benchmark and, by the path `bounds`, its band; and how far both fell below their peaks. */
export function equity(result: BacktestResult, options: EquityOptions = {}): Chart {
  const benchmark = benchmarkOf(result, options.benchmark);
  const name = options.benchmark === undefined ? "buy and hold" : "benchmark";
  const above: Series = [{ kind: "line", name: "equity", values: result.equity, tone: "accent", width: 2 }];
  const below: Series = [{ kind: "area", name: "drawdown", values: result.drawdown, tone: "loss" }];
  if (result.bounds) {
    const { worst: low, best: high } = result.bounds;
    above.push({ kind: "band", name: "worst to best", low, high, tone: "warn" });
  }
  if (benchmark) {
    above.push({ kind: "line", name, values: benchmark, tone: "muted" });
    below.push({ kind: "line", name: `of ${name}`, values: fallsOf(benchmark), tone: "muted" });
  }
  return new Chart({
    title: options.title ?? result.manifest.strategy.name,
    time: result.time,
    panes: [
      { number: "money", share: 2.4, series: above },
      { number: "percent", series: below },
    ],
    height: options.height ?? 400,
  });
}
