import { dateOf, nthWeekday, weekdayOf } from "./civil-date.ts";
import { closingMinute, isUsHoliday } from "./us-holidays.ts";
import type { Bars, CalendarId, Timeframe } from "./bars.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** A session's bounds in UTC milliseconds. */
export interface Session {
  readonly openTime: number;
  readonly closeTime: number;
}

/** When an exchange trades. Days count from 1970-01-01 in the exchange's own date. */
export interface Calendar {
  readonly id: CalendarId;
  readonly periodsPerYear: number;
  isSession(day: number): boolean;
  session(day: number): Session;
  /** The exchange's date, as a day count, at a moment in UTC ms. */
  dayAt(time: number): number;
}

/** Minutes that New York is behind UTC during the daytime of a day: 240 in summer, 300 in winter; rules since 1967. */
export function newYorkOffsetMinutes(day: number): number {
  const { year } = dateOf(day);
  const start =
    year >= 2007
      ? nthWeekday(year, 3, 0, 2)
      : year >= 1987
        ? nthWeekday(year, 4, 0, 1)
        : nthWeekday(year, 4, 0, -1);
  const end = year >= 2007 ? nthWeekday(year, 11, 0, 1) : nthWeekday(year, 10, 0, -1);
  return day >= start && day < end ? 240 : 300;
}

/** US equities, 1990-2027: 09:30 to 16:00 in New York, 13:00 on half days, on weekdays without holidays and one-off closures. */
export const usEquity: Calendar = {
  id: "us-equity",
  periodsPerYear: 252,
  // Five hours back is New York's date, or at most an hour into the day before it: no session is near either midnight.
  dayAt: (time) => Math.floor((time - 300 * MINUTE_MS) / DAY_MS),
  isSession: (day) => weekdayOf(day) !== 0 && weekdayOf(day) !== 6 && !isUsHoliday(day),
  session: (day) => {
    const midnight = day * DAY_MS + newYorkOffsetMinutes(day) * MINUTE_MS;
    return { openTime: midnight + 570 * MINUTE_MS, closeTime: midnight + closingMinute(day) * MINUTE_MS };
  },
};

/** Markets that never close: a session is a UTC day. */
export const alwaysOpen: Calendar = {
  id: "24-7",
  periodsPerYear: 365,
  dayAt: (time) => Math.floor(time / DAY_MS),
  isSession: () => true,
  session: (day) => ({ openTime: day * DAY_MS, closeTime: (day + 1) * DAY_MS }),
};

/** The calendar of a name. */
export function calendarOf(id: CalendarId): Calendar {
  return id === "24-7" ? alwaysOpen : usEquity;
}

const SESSION_FRACTION: Readonly<Partial<Record<Timeframe, number>>> = {
  "1m": 390,
  "5m": 78,
  "15m": 26,
  "30m": 13,
  "1h": 6.5,
  "4h": 1.625,
};

/** Bars per year, for annualising: 252 daily bars of US equities, 365 where the market never closes. */
export function barsPerYear(calendar: Calendar, timeframe: Timeframe): number {
  if (timeframe === "1w") return 52;
  if (timeframe === "1M") return 12;
  const perSession = SESSION_FRACTION[timeframe] ?? 1;
  const stretch = calendar.id === alwaysOpen.id && timeframe !== "1d" ? 24 / 6.5 : 1;
  return calendar.periodsPerYear * perSession * stretch;
}

/** The calendar that a column of open times (UTC ms) shows: one that trades on a Saturday in its first four weeks never closes. */
export function detectCalendar(openTime: Float64Array): Calendar {
  const end = (openTime[0] ?? 0) + 28 * DAY_MS;
  for (const time of openTime) {
    if (time >= end) break;
    if (weekdayOf(Math.floor(time / DAY_MS)) === 6) return alwaysOpen;
  }
  return usEquity;
}

/** The calendar that bars name, else the one that their times show. */
export function calendarOfBars(bars: Bars): Calendar {
  return bars.calendar === undefined ? detectCalendar(bars.openTime) : calendarOf(bars.calendar);
}
