import { z } from "zod";
import type { BlockInfo } from "../../catalogue.ts";
import { fitLine, type LineFit } from "../../series/line-fit.ts";
import { monthlyReturns, type PeriodReturn } from "../calendar-returns.ts";
import { drawdownOf } from "../drawdown.ts";
import type { RoundTrip } from "../round-trips.ts";

/** What statistics are computed from; every column has shape [closes]. */
export interface Performance {
  /** UTC ms of each close. */
  readonly time: Float64Array;
  /** UTC ms when the account was opened. */
  readonly start: number;
  readonly equity: Float64Array;
  /** Equity before the first close. */
  readonly capital: number;
  /** Simple returns from close to close; the first is from the starting capital. */
  readonly returns: Float64Array;
  /** The same returns, ascending. */
  readonly sortedReturns: Float64Array;
  /** The straight line through cumulative log returns, one step per close. */
  readonly growthLine: LineFit;
  /** Fractions below the highest equity so far, 0 or less. */
  readonly drawdown: Float64Array;
  /** Gross position value over equity. */
  readonly exposure: Float64Array;
  /** Long less short position value over equity; undefined where it is not known. */
  readonly netExposure: Float64Array | undefined;
  /** Returns by calendar month. */
  readonly months: readonly PeriodReturn[];
  /** Round trips that have ended; open ones are left out of every trade statistic. */
  readonly closed: readonly RoundTrip[];
  /** Their profits after costs. */
  readonly profits: Float64Array;
  /** Value of all fills, bought and sold alike. */
  readonly traded: number;
  /** Fees and slippage paid, 0 or more; NaN where they are not known. */
  readonly costs: number;
  /** Closes per year, for annualising. */
  readonly periodsPerYear: number;
  /** Risk-free return per period. */
  readonly riskFree: number;
  /** Returns of a benchmark over the same periods. */
  readonly benchmark: Float64Array | undefined;
}

/** One number about a run; null where it is not defined, never 0 or infinite instead. */
export interface Statistic extends BlockInfo {
  /** "small-fraction" is a fraction that is shown in basis points. */
  readonly unit: "fraction" | "small-fraction" | "ratio" | "count" | "money";
  /** Where the definition comes from. */
  readonly source: string;
  /** Whether it needs a benchmark. */
  readonly benchmarked?: boolean;
  compute(performance: Performance): number | null;
}

/** Makes a statistic; a result that is not a finite number becomes null. */
export function defineStatistic(definition: Omit<Statistic, "params">): Statistic {
  const compute = (performance: Performance): number | null => {
    const value = definition.compute(performance);
    return value !== null && Number.isFinite(value) ? value : null;
  };
  return { ...definition, params: z.object({}), compute };
}

/** An account's history, as {@link performanceOf} takes it; what is absent is not known, and statistics of it are null. */
export interface AccountHistory {
  readonly equity: Float64Array;
  readonly exposure: Float64Array;
  readonly capital: number;
  readonly trades: readonly RoundTrip[];
  readonly periodsPerYear: number;
  readonly time?: Float64Array;
  /** UTC ms when the account was opened; the first close where absent. */
  readonly start?: number;
  /** Value of all fills; follows from the trades where absent. */
  readonly traded?: number;
  readonly costs?: number;
  /** Per year; converted to a rate per period by compounding. */
  readonly riskFreeRate?: number | undefined;
  readonly benchmark?: Float64Array | undefined;
  /** Long less short position value over equity, asked for once at most. */
  readonly netExposure?: () => Float64Array;
}

/** Gathers what statistics need from an equity curve; equity begins at `capital` before its first close. Sorting and fitting wait until they are asked for. */
export function performanceOf(history: AccountHistory): Performance {
  const { equity, exposure, capital, trades, periodsPerYear, benchmark, riskFreeRate = 0 } = history;
  const { time = new Float64Array(0), start = time[0] ?? NaN, costs = NaN } = history;
  const returns = returnsOf(equity, capital);
  const closed = trades.filter((trade) => trade.exitBar !== null);
  const riskFree = riskFreeRate === 0 ? 0 : (1 + riskFreeRate) ** (1 / periodsPerYear) - 1;
  let sorted: Float64Array | undefined;
  let line: LineFit | undefined;
  let net: Float64Array | undefined;
  return {
    ...{
      time,
      start,
      equity,
      capital,
      returns,
      exposure,
      closed,
      costs,
      periodsPerYear,
      riskFree,
      benchmark,
    },
    drawdown: drawdownOf(equity, capital),
    months: monthlyReturns(time, returns),
    profits: Float64Array.from(closed, ({ pnl }) => pnl),
    traded: history.traded ?? trades.reduce((sum, trade) => sum + tradedValue(trade), 0),
    get netExposure() {
      return (net ??= history.netExposure?.());
    },
    get sortedReturns() {
      return (sorted ??= returns.slice().sort());
    },
    get growthLine() {
      return (line ??= fitGrowth(returns));
    },
  };
}

function returnsOf(equity: Float64Array, capital: number): Float64Array {
  const returns = new Float64Array(equity.length);
  let before = capital;
  for (let row = 0; row < equity.length; row++) {
    const value = equity[row] as number;
    returns[row] = value / before - 1;
    before = value;
  }
  return returns;
}

function fitGrowth(returns: Float64Array): LineFit {
  const steps = new Float64Array(returns.length);
  const logs = new Float64Array(returns.length);
  let sum = 0;
  for (let row = 0; row < returns.length; row++) {
    steps[row] = row;
    logs[row] = sum += Math.log1p(returns[row] as number);
  }
  return fitLine(steps, logs);
}

/** What an entry and its exit moved; an open trade's part exits are not known here. */
function tradedValue({ quantity, entryPrice, exitPrice }: RoundTrip): number {
  return quantity * (entryPrice + (exitPrice ?? 0));
}
