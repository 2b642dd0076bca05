/** The compounded return of one calendar month or year, in UTC. `month` is 1 to 12, absent for a year. */
export interface PeriodReturn {
  readonly year: number;
  readonly month?: number;
  /** A fraction. */
  readonly value: number;
}

/**
 * Returns by calendar month, compounded; the first and the last may be parts of a month.
 *
 * @param time UTC ms of closes, ascending, shape [closes], as `returns`.
 * @returns Ascending; months without a close are absent. O(closes).
 * @example table(monthlyReturns(result.time, closeReturns(result)))
 */
export function monthlyReturns(time: Float64Array, returns: Float64Array): PeriodReturn[] {
  return byPeriod(time, returns, (date) => ({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }));
}

/**
 * Returns by calendar year, compounded; as {@link monthlyReturns}.
 *
 * @example table(yearlyReturns(result.time, closeReturns(result)))
 */
export function yearlyReturns(time: Float64Array, returns: Float64Array): PeriodReturn[] {
  return byPeriod(time, returns, (date) => ({ year: date.getUTCFullYear() }));
}

type Period = Omit<PeriodReturn, "value">;

function byPeriod(
  time: Float64Array,
  returns: Float64Array,
  periodOf: (date: Date) => Period,
): PeriodReturn[] {
  const found: PeriodReturn[] = [];
  let until = -Infinity;
  let period: Period | undefined;
  let growth = 1;
  for (let row = 0; row < time.length; row++) {
    const moment = time[row] as number;
    if (moment >= until) {
      if (period) found.push({ ...period, value: growth - 1 });
      period = periodOf(new Date(moment));
      const { year, month = 12 } = period;
      until = Date.UTC(year, month);
      growth = 1;
    }
    growth *= 1 + (returns[row] as number);
  }
  if (period) found.push({ ...period, value: growth - 1 });
  return found;
}

/** The largest (`Math.max`) or smallest (`Math.min`) of the periods' returns; null for none. */
export function extreme(
  periods: readonly PeriodReturn[],
  pick: (a: number, b: number) => number,
): number | null {
  return periods.length === 0 ? null : periods.map(({ value }) => value).reduce((a, b) => pick(a, b));
}
