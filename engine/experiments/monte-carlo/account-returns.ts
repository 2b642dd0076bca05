import type { BacktestResult, Trade } from "../../result.ts";
import { pathOf } from "./path-fan.ts";
import { meanReturns } from "../study/mean-of-accounts.ts";

/** The parts of a result that its returns are read from. */
export type RunRecord = Pick<BacktestResult, "time" | "equity" | "trades">;

/**
 * Returns of round trips on the whole account, in the order of their exits: what {@link shuffleTrades} and its kin draw from.
 *
 * @param results One run, or several of accounts of the same capital, whose trades then count for their share of it.
 * @returns Profit over the account's last close before the entry, shape [closed trades].
 * @example plot.histogram(tradeReturns(result), { title: "Returns of trades" })
 */
export function tradeReturns(results: RunRecord | readonly RunRecord[]): Float64Array {
  const runs = [results].flat();
  const closed = runs.flatMap(({ trades, time, equity }) =>
    trades.flatMap((trade) => (trade.exitTime === null ? [] : [{ trade, time, equity }])),
  );
  closed.sort((a, b) => exitOf(a) - exitOf(b));
  return Float64Array.from(
    closed,
    ({ trade: { pnl, entryTime }, time, equity }) => pnl / accountAt(time, equity, entryTime) / runs.length,
  );
}

const exitOf = ({ trade: { exitTime } }: { readonly trade: Trade }): number => exitTime ?? Infinity;

/** The account at the last close by a moment; the first one before that. O(log closes). */
function accountAt(time: Float64Array, equity: Float64Array, moment: number): number {
  let [low, high] = [0, time.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((time[middle] ?? Infinity) <= moment) low = middle + 1;
    else high = middle;
  }
  return equity[Math.max(0, low - 1)] ?? NaN;
}

/**
 * Returns from close to close, what {@link bootstrapReturns} and {@link jitterStart} draw from; the first is 0.
 *
 * @param results One run, or several of accounts of the same capital, of which the mean is taken at every close of any of them.
 * @returns Simple returns, shape [closes].
 * @example plot.histogram(closeReturns(result), { title: "Returns from close to close" })
 */
export function closeReturns(results: RunRecord | readonly RunRecord[]): Float64Array {
  const accounts = [results].flat().map(({ time, equity }) => ({
    time,
    returns: equity.map((value, row) => (row === 0 ? 0 : value / (equity[row - 1] ?? NaN) - 1)),
  }));
  return meanReturns(accounts);
}

/**
 * The account that earns some returns from 1 on, shape [returns + 1]: what happened, beside a fan.
 *
 * @example plot.line({ x: result.time, y: grownBy(closeReturns(result)) }, { title: "Growth of 1" })
 */
export function grownBy(returns: Float64Array): Float64Array {
  return pathOf(returns).path;
}
