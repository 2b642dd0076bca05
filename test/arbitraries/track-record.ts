import {
  performanceOf,
  type AccountHistory,
  type Performance,
} from "#engine/attribution/statistics/statistic.ts";

/** An account of 1 whose equity makes the given simple returns; what else is known of it may be added. */
export function fromReturns(
  returns: ArrayLike<number>,
  periodsPerYear = 252,
  more: Partial<AccountHistory> = {},
): Performance {
  let value = 1;
  const equity = Float64Array.from(returns, (change) => (value *= 1 + change));
  const exposure = new Float64Array(equity.length);
  const performance = performanceOf({ equity, exposure, capital: 1, trades: [], periodsPerYear, ...more });
  // The returns themselves, not those that rounded equity gives back.
  const given = Float64Array.from(returns);
  return { ...performance, returns: given, sortedReturns: given.slice().sort() };
}

/** UTC ms of midnight after each ISO date. */
export function closesOn(dates: readonly string[]): Float64Array {
  return Float64Array.from(dates, (date) => Date.parse(date));
}
