import { isoTime } from "../data/check-bars.ts";
import { firstAtOrAfter } from "../data/dataset.ts";
import { EngineError } from "../errors.ts";
import type { Bars } from "../market/bars.ts";

/** What an account is measured against: a symbol's bars, or simple returns of shape [closes]. */
export type Benchmark = Bars | Float64Array;

/**
 * Returns of a benchmark over the periods of a run: from each close to the next, by the last price that was available at either.
 *
 * @param time UTC ms of the run's closes.
 * @param start UTC ms of its opening; the first return is from the price known then, or the open of a bar that begins with the run.
 * @returns Shape [closes]; 0 where the benchmark did not trade.
 * @throws EngineError "bad-bars" on returns of another length, or bars that begin after the run.
 */
export function benchmarkReturns(benchmark: Benchmark, time: Float64Array, start: number): Float64Array {
  if (benchmark instanceof Float64Array) {
    if (benchmark.length === time.length) return benchmark;
    const message = `invalid benchmark: ${benchmark.length} returns; give ${time.length}, one per close`;
    throw new EngineError("bad-bars", message, { stage: "attribution", field: "benchmark" });
  }
  let before = priceAt(benchmark, start) ?? firstOpen(benchmark, time[0] ?? NaN);
  return time.map((moment) => {
    const price = priceAt(benchmark, moment) ?? before;
    const change = price / before - 1;
    before = price;
    return change;
  });
}

/** The last close that was available at a moment. O(log bars). */
function priceAt({ availableAt, close }: Bars, moment: number): number | undefined {
  let bar = firstAtOrAfter(availableAt, moment);
  if (availableAt[bar] !== moment) bar -= 1;
  return close[bar];
}

function firstOpen({ symbol, closeTime, open, openTime }: Bars, firstClose: number): number {
  const [price = NaN] = open;
  if ((closeTime[0] ?? Infinity) <= firstClose) return price;
  const begins = isoTime(openTime[0] ?? NaN);
  const message = `benchmark ${symbol} begins at ${begins}, after the run; give earlier bars or begin later`;
  throw new EngineError("bad-bars", message, { stage: "attribution", symbol });
}
