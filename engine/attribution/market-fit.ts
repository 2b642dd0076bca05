import { fitLine, type LineFit } from "../series/line-fit.ts";
import { growthRate } from "./growth-rate.ts";

/** Returns beside a benchmark's, per period; all of shape [periods]. `riskFree` is per period. */
export interface BenchmarkedReturns {
  readonly returns: Float64Array;
  readonly benchmark?: Float64Array | undefined;
  readonly riskFree: number;
  readonly periodsPerYear: number;
}

const NONE = new Float64Array(0);

/** The line of excess returns on the benchmark's: slope is beta, intercept alpha per period. NaN without a benchmark. O(periods). */
export function marketFit({ returns, benchmark, riskFree }: BenchmarkedReturns): LineFit {
  if (!benchmark) return fitLine(NONE, NONE);
  if (riskFree === 0) return fitLine(benchmark, returns);
  const excess = (column: Float64Array): Float64Array => column.map((value) => value - riskFree);
  return fitLine(excess(benchmark), excess(returns));
}

/** Returns above the benchmark's; none without a benchmark. O(periods). */
export function activeReturns({ returns, benchmark }: BenchmarkedReturns): Float64Array {
  return benchmark ? returns.map((value, row) => value - (benchmark[row] as number)) : NONE;
}

/**
 * Yearly growth over the benchmark's, both on periods where the benchmark rose (1) or fell (-1).
 *
 * @returns NaN without such a period, and where either lost everything. O(periods).
 */
export function captureOf(track: BenchmarkedReturns, direction: 1 | -1): number {
  const { returns, benchmark = NONE, periodsPerYear } = track;
  const inside = (_: number, row: number): boolean => (benchmark[row] ?? 0) * direction > 0;
  const market = growthRate(benchmark.filter(inside), periodsPerYear);
  return growthRate(returns.filter(inside), periodsPerYear) / market;
}

/**
 * Share of periods with a return above the benchmark's: of all, or of those where the benchmark rose or stood still (1), or fell (-1).
 *
 * @returns NaN without such a period. O(periods).
 */
export function battingOf({ returns, benchmark = NONE }: BenchmarkedReturns, direction?: 1 | -1): number {
  let periods = 0;
  let beaten = 0;
  for (let row = 0; row < benchmark.length; row++) {
    const market = benchmark[row] as number;
    if (direction !== undefined && market >= 0 !== (direction === 1)) continue;
    periods += 1;
    if ((returns[row] as number) > market) beaten += 1;
  }
  return beaten / periods;
}
