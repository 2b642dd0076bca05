import { z } from "zod";
import type { BlockInfo } from "../../catalogue.ts";
import { drawdownOf } from "../drawdown.ts";
import type { RoundTrip } from "../round-trips.ts";

/** What statistics are computed from; every column has shape [closes]. */
export interface Performance {
  /** Simple returns from close to close; the first is from the starting capital. */
  readonly returns: Float64Array;
  /** Fractions below the highest equity so far, 0 or less. */
  readonly drawdown: Float64Array;
  /** Gross position value over equity. */
  readonly exposure: Float64Array;
  /** Round trips that have ended; open ones are left out of every trade statistic. */
  readonly closed: readonly RoundTrip[];
  /** Closes per year, for annualising. */
  readonly periodsPerYear: number;
}

/** One number about a run; null where it is not defined, never 0 or infinite instead. */
export interface Statistic extends BlockInfo {
  readonly unit: "fraction" | "ratio" | "count" | "money";
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

/** Gathers what statistics need from an equity curve; equity begins at `capital` before its first close. */
export function performanceOf(input: {
  readonly equity: Float64Array;
  readonly exposure: Float64Array;
  readonly capital: number;
  readonly trades: readonly RoundTrip[];
  readonly periodsPerYear: number;
}): Performance {
  const { equity, exposure, capital, trades, periodsPerYear } = input;
  const returns = new Float64Array(equity.length);
  let before = capital;
  for (let row = 0; row < equity.length; row++) {
    const value = equity[row] as number;
    returns[row] = value / before - 1;
    before = value;
  }
  const closed = trades.filter((trade) => trade.exitBar !== null);
  return { returns, drawdown: drawdownOf(equity, capital), exposure, closed, periodsPerYear };
}
