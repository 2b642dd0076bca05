import type { Timeframe } from "../market/bars.ts";
import type { Calendar, Session } from "../market/calendar.ts";
import { dateOf, dayOf } from "../market/civil-date.ts";

const DAY_MS = 86_400_000;
const MINUTES: Readonly<Partial<Record<Timeframe, number>>> = {
  "1m": 1,
  "5m": 5,
  "15m": 15,
  "30m": 30,
  "1h": 60,
  "4h": 240,
};
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

const COMPACT = /^(19|20)\d{6}$/;

/**
 * Reads a time as UTC milliseconds: an ISO date or date-time (UTC where no zone is given), a date like 20200131, or epoch seconds (below 1e11)
 * or milliseconds; NaN where it is none of these or the date does not exist.
 *
 * Eight digits from 19000101 on are a date and no seconds, which would be of 1970: exporters write the one often, and the other never was.
 */
export function parseStamp(text: string): number {
  if (COMPACT.test(text)) return parseStamp(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  if (/^-?\d{5,16}(\.\d+)?$/.test(text)) {
    const value = Number(text);
    const time = Math.abs(value) < 1e11 ? value * 1000 : value;
    return Math.abs(time) <= 8.64e15 ? time : NaN;
  }
  const match = ISO.exec(text);
  if (!match) return NaN;
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || date < 1 || hour > 24 || minute > 59 || second > 59) return NaN;
  const day = dayOf(year, month, date);
  if (dateOf(day).date !== date) return NaN;
  const fraction = Math.floor(Number(match[7] ?? 0) * 1000);
  return day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - zoneMs(match[8]);
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const digits = zone.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

/**
 * When the bar that a source stamps with `time` (UTC ms) opens and closes.
 * Intraday stamps are opens, and a bar inside a session ends with it; a daily stamp is its date's session; weekly and monthly bars run from their stamp's
 * session to the last session before the next week or month.
 */
export function barTimes(time: number, timeframe: Timeframe, calendar: Calendar): Session {
  const minutes = MINUTES[timeframe];
  if (minutes !== undefined) return intradayTimes(time, minutes * 60_000, calendar);
  const day = Math.floor(time / DAY_MS);
  const session = calendar.session(day);
  if (timeframe === "1d") return session;
  const { year, month } = dateOf(day);
  const next =
    timeframe === "1w" ? day + 7 : month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  let last = next - 1;
  while (last > day && !calendar.isSession(last)) last -= 1;
  return { openTime: session.openTime, closeTime: calendar.session(last).closeTime };
}

function intradayTimes(openTime: number, lengthMs: number, calendar: Calendar): Session {
  const closeTime = openTime + lengthMs;
  const day = calendar.dayAt(openTime);
  if (!calendar.isSession(day)) return { openTime, closeTime };
  const session = calendar.session(day);
  const inside = openTime >= session.openTime && openTime < session.closeTime;
  return { openTime, closeTime: inside ? Math.min(closeTime, session.closeTime) : closeTime };
}
