import { dateOf, weekdayOf } from "../market/civil-date.ts";

/** Stretches of the calendar that a strategy may act once in. */
export type CalendarPeriod = "day" | "week" | "month" | "quarter" | "year";

/** Whether the decision at hand is the first of a day, week (from Monday), month, quarter or year, by the UTC dates of the closes. */
export type IsNew = (period: CalendarPeriod) => boolean;

const DAY_MS = 86_400_000;

/**
 * Whether a close is the first of a calendar period. What closes at midnight belongs to the day before.
 *
 * @param time UTC ms of the close.
 * @param before UTC ms of the close before it; -Infinity where there is none, which makes it the first.
 */
export function isNewPeriod(period: CalendarPeriod, time: number, before: number): boolean {
  return before === -Infinity || numberOf(period, time) !== numberOf(period, before);
}

/** The period that a close lies in, as a number that is another one in every period. */
function numberOf(period: CalendarPeriod, time: number): number {
  const day = Math.floor((time - 1) / DAY_MS);
  if (period === "day") return day;
  if (period === "week") return day - ((weekdayOf(day) + 6) % 7);
  const { year, month } = dateOf(day);
  if (period === "year") return year;
  return period === "month" ? 12 * year + month : 4 * year + Math.ceil(month / 3);
}
