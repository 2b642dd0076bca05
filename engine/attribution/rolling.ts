import { fitLine } from "../series/line-fit.ts";
import { captureOf } from "./market-fit.ts";
import { mean, sampleDeviation } from "../series/moments.ts";

/**
 * Sharpe ratio of the last `window` returns at each close, per year.
 *
 * @param returns Shape [closes], as the result; NaN for the first `window - 1` closes and where nothing varied. O(closes times window).
 * @example plot.line({ x: result.time, y: rollingSharpe(closeReturns(result), 120, 252) }, { title: "Sharpe ratio of half a year" })
 */
export function rollingSharpe(returns: Float64Array, window: number, periodsPerYear: number): Float64Array {
  return rolling(returns, window, (part) => (mean(part) / sampleDeviation(part)) * Math.sqrt(periodsPerYear));
}

/**
 * Standard deviation of the last `window` returns at each close, per year; as {@link rollingSharpe}.
 *
 * @example plot.line({ x: result.time, y: rollingVolatility(closeReturns(result), 120, 252) }, { title: "Volatility of half a year" })
 */
export function rollingVolatility(
  returns: Float64Array,
  window: number,
  periodsPerYear: number,
): Float64Array {
  return rolling(returns, window, (part) => sampleDeviation(part) * Math.sqrt(periodsPerYear));
}

/**
 * Beta to a benchmark over the last `window` returns at each close; as {@link rollingSharpe}.
 *
 * @example const held = closeReturns(result); plot.line({ x: result.time, y: rollingBeta(held, held.map((value) => value / 2), 120) }, { title: "Beta
 *   to half of itself is 2" })
 */
export function rollingBeta(returns: Float64Array, benchmark: Float64Array, window: number): Float64Array {
  return rolling(
    returns,
    window,
    (part, from) => fitLine(benchmark.subarray(from, from + window), part).slope,
  );
}

/**
 * Upside (1) or downside (-1) capture of the last `window` returns at each close; NaN also where the benchmark had no such period.
 *
 * @see {@link captureOf}, of which this is every window; empyrical roll_up_capture and roll_down_capture.
 * @example const own = closeReturns(result); plot.line({ x: result.time, y: rollingCapture({ returns: own, benchmark: own.map((value) => value / 2),
 *   periodsPerYear: 252 }, 120, 1) }, { title: "Share of rises taken" })
 */
export function rollingCapture(
  track: {
    readonly returns: Float64Array;
    readonly benchmark: Float64Array;
    readonly periodsPerYear: number;
  },
  window: number,
  direction: 1 | -1,
): Float64Array {
  const { returns, benchmark, periodsPerYear } = track;
  return rolling(returns, window, (part, from) =>
    captureOf(
      { returns: part, benchmark: benchmark.subarray(from, from + window), riskFree: 0, periodsPerYear },
      direction,
    ),
  );
}

/** Each window afresh: sums that slide along would drift, and a report has few windows. */
function rolling(
  returns: Float64Array,
  window: number,
  compute: (part: Float64Array, from: number) => number,
): Float64Array {
  const found = new Float64Array(returns.length).fill(NaN);
  for (let end = window; end <= returns.length; end++) {
    const value = compute(returns.subarray(end - window, end), end - window);
    found[end - 1] = Number.isFinite(value) ? value : NaN;
  }
  return found;
}
