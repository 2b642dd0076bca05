import { dateOf, dayOf, nthWeekday, weekdayOf } from "./civil-date.ts";

/** Easter Sunday as a day count (the anonymous Gregorian algorithm, Nature 1876). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

/** A fixed date's holiday moves from Saturday to Friday and from Sunday to Monday. */
function observed(day: number): number {
  const weekday = weekdayOf(day);
  return weekday === 6 ? day - 1 : weekday === 0 ? day + 1 : day;
}

function holidaysOf(year: number): ReadonlySet<number> {
  const newYear = dayOf(year, 1, 1);
  const days = [
    // New York Stock Exchange rule 7.2: a New Year's Day on a Saturday is not moved into the old year.
    weekdayOf(newYear) === 0 ? newYear + 1 : newYear,
    nthWeekday(year, 2, 1, 3),
    easter(year) - 2,
    nthWeekday(year, 5, 1, -1),
    observed(dayOf(year, 7, 4)),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 11, 4, 4),
    observed(dayOf(year, 12, 25)),
  ];
  if (year >= 1998) days.push(nthWeekday(year, 1, 1, 3));
  if (year >= 2022) days.push(observed(dayOf(year, 6, 19)));
  return new Set(days);
}

const byYear = new Map<number, ReadonlySet<number>>();

/** Whether US equity exchanges keep a recurring holiday on a day; one-off closures are not in it. */
export function isUsHoliday(day: number): boolean {
  const { year } = dateOf(day);
  let days = byYear.get(year);
  if (!days) byYear.set(year, (days = holidaysOf(year)));
  return days.has(day);
}
