import { monthlyReturns, yearlyReturns, type PeriodReturn } from "./calendar-returns.ts";

/** What the account made in one calendar month or year, open positions included. `month` is 1 to 12, absent for a year. */
export interface PeriodProfit {
  readonly year: number;
  readonly month?: number;
  /** Account currency. */
  readonly pnl: number;
  /** A fraction of the equity at the period's start. */
  readonly value: number;
}

/** An account's equity of shape [closes] and what it began with. */
export interface EquityCurve {
  /** UTC ms of closes. */
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly capital: number;
}

/**
 * Profits by calendar month or year, in UTC: the change in equity from the last close of the period before, so that they sum to the whole.
 *
 * @returns Ascending; periods without a close are absent. O(closes).
 * @example const run = result; table(byPeriod({ time: run.time, equity: run.equity, capital: 100_000 }, "year"))
 */
export function byPeriod(curve: EquityCurve, period: "month" | "year"): PeriodProfit[] {
  const { time, equity, capital } = curve;
  const changes = equity.map((value, row) => value / (row === 0 ? capital : (equity[row - 1] as number)) - 1);
  const returns = period === "month" ? monthlyReturns(time, changes) : yearlyReturns(time, changes);
  let row = 0;
  let before = capital;
  return returns.map((found) => {
    while (row < time.length && isWithin(found, time[row] as number)) row += 1;
    const after = equity[row - 1] ?? before;
    const pnl = after - before;
    before = after;
    return { ...found, pnl };
  });
}

function isWithin({ year, month = 12 }: PeriodReturn, moment: number): boolean {
  return moment < Date.UTC(year, month);
}
