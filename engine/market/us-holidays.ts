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

/** Closures that no rule foresees: presidents' funerals, September 2001, hurricane Sandy. */
const CLOSURES: ReadonlySet<number> = new Set([
  ...[dayOf(1994, 4, 27), dayOf(2001, 9, 11), dayOf(2001, 9, 12), dayOf(2001, 9, 13), dayOf(2001, 9, 14)],
  ...[dayOf(2004, 6, 11), dayOf(2007, 1, 2), dayOf(2012, 10, 29), dayOf(2012, 10, 30)],
  ...[dayOf(2018, 12, 5), dayOf(2025, 1, 9)],
]);

/** Early closes that no rule foresees: the days after Christmas of 1997 and 2003, and the eve of 2000. */
const EARLY_CLOSES: ReadonlySet<number> = new Set([
  dayOf(1997, 12, 26),
  dayOf(1999, 12, 31),
  dayOf(2003, 12, 26),
]);

const byYear = new Map<number, ReadonlySet<number>>();

/** Whether US equity exchanges keep a holiday on a day; one-off closures of 1990-2027 are in it. */
export function isUsHoliday(day: number): boolean {
  const { year } = dateOf(day);
  let days = byYear.get(year);
  if (!days) byYear.set(year, (days = holidaysOf(year)));
  return days.has(day) || CLOSURES.has(day);
}

/** Minutes after midnight in New York at which a session of US equities closes: 960, or 780 (until 1992 840) on half days. */
export function closingMinute(day: number): number {
  const { year, month, date } = dateOf(day);
  if (month < 7) return 960;
  if (month === 7 ? year >= 1995 && isBesideJulyFourth(year, date) : isBesideWinterHoliday(day)) {
    return year <= 1992 ? 840 : 780;
  }
  return 960;
}

/** The 3rd beside a 4th from Tuesday to Friday; until 2012 the 5th, beside a Thursday. */
function isBesideJulyFourth(year: number, date: number): boolean {
  const weekday = weekdayOf(dayOf(year, 7, 4));
  const fifth = weekday === 4 && year < 2013;
  return weekday >= 2 && weekday <= 5 && date === (fifth ? 5 : 3);
}

/** The day after Thanksgiving (since 1992) and Christmas Eve, where it is a session. */
function isBesideWinterHoliday(day: number): boolean {
  const { year, month, date } = dateOf(day);
  if (month === 11) return year >= 1992 && day === nthWeekday(year, 11, 4, 4) + 1;
  return (month === 12 && date === 24) || EARLY_CLOSES.has(day);
}
