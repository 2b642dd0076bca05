import type { TrialOutcome } from "./evaluate-trial.ts";

/** What one account of a trial came to. */
export interface AccountOutcome extends TrialOutcome {
  /** UTC ms of each close, shape [closes]. */
  readonly time: Float64Array;
}

/** An account's returns with the times of its closes. */
type TimedReturns = Pick<AccountOutcome, "time" | "returns">;

/**
 * Accounts of one set of parameters, a symbol each, as one outcome: the mean score of those that have one, all trades, and the mean
 * return of each close of any of them. An account without a bar at a close does not move there.
 *
 * @param accounts Of the same stretch of time. O(closes of all).
 */
export function meanOfAccounts(accounts: readonly AccountOutcome[]): TrialOutcome {
  const kinds = Object.keys(accounts[0]?.metrics ?? {});
  const means = kinds.map((kind) => [kind, meanOf(accounts.map(({ metrics }) => metrics[kind] ?? NaN))]);
  return {
    score: meanOf(accounts.map(({ score }) => score)) ?? NaN,
    trades: accounts.reduce((sum, { trades }) => sum + trades, 0),
    returns: meanReturns(accounts),
    periodsPerYear: accounts[0]?.periodsPerYear ?? NaN,
    metrics: Object.fromEntries(means) as TrialOutcome["metrics"],
  };
}

function meanOf(values: readonly number[]): number | null {
  const known = values.filter((value) => Number.isFinite(value));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** The mean return of each close of any account, ascending in time, shape [closes]; see {@link meanOfAccounts}. */
export function meanReturns(accounts: readonly TimedReturns[]): Float64Array {
  const times = timesOf(accounts);
  const sums = new Float64Array(times.length);
  for (const { time, returns } of accounts) addTo(sums, times, time, returns);
  for (let row = 0; row < sums.length; row++) sums[row] = (sums[row] ?? 0) / accounts.length;
  return sums;
}

/** All closes, ascending; mostly every symbol has the same ones. */
function timesOf(accounts: readonly TimedReturns[]): Float64Array {
  const [first] = accounts;
  if (!first) return new Float64Array(0);
  if (accounts.every(({ time }) => isSame(time, first.time))) return first.time;
  return Float64Array.from(new Set(accounts.flatMap(({ time }) => [...time]))).sort();
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let row = 0; row < a.length; row++) if (a[row] !== b[row]) return false;
  return true;
}

/** Both times ascend, and the longer one has all of the other's. */
function addTo(sums: Float64Array, times: Float64Array, time: Float64Array, returns: Float64Array): void {
  let row = 0;
  for (let at = 0; at < time.length; at++) {
    while (times[row] !== time[at]) row += 1;
    sums[row] = (sums[row] ?? 0) + (returns[at] ?? 0);
  }
}
