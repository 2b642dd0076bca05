import type { BacktestResult } from "../result.ts";

/** What the account is drawn beside: account currency, one value per close. */
export interface Yardstick {
  readonly name: string;
  readonly values: Float64Array;
}

/** What the account would be had its capital bought the first symbol at the first close and held; null for several symbols. O(closes). */
export function buyAndHold(result: BacktestResult): Float64Array | null {
  const [bars, ...others] = result.bars;
  if (!bars || others.length > 0) return null;
  const offset = bars.close.length - result.time.length;
  const capital = result.equity[0];
  const start = bars.close[offset];
  if (offset < 0 || !start || capital === undefined) return null;
  return bars.close.subarray(offset).map((close) => (capital * close) / start);
}

/** The benchmark that was given, as an account that opened with the same capital; holding the only symbol where none was. O(closes). */
export function yardstickOf(result: BacktestResult): Yardstick | null {
  const held = result.benchmark ? null : buyAndHold(result);
  if (held) return { name: "buy and hold", values: held };
  if (!result.benchmark) return null;
  const { name, returns } = result.benchmark;
  let value = openingCapital(result);
  return { name, values: returns.map((change) => (value *= 1 + change)) };
}

/** At every close equity less capital is the sum of the ledgers. */
function openingCapital({ equity: [first = NaN], ledgers }: BacktestResult): number {
  return Object.values(ledgers).reduce((rest, [entry = 0]) => rest - entry, first);
}
