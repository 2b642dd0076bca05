import type { Session } from "../market/calendar.ts";
import { usEquity } from "../market/calendar.ts";
import { dayOf } from "../market/civil-date.ts";

/** The first `count` US equity sessions from a date on (default 2016-01-04), oldest first. */
export function usSessions(count: number, from: number = dayOf(2016, 1, 4)): Session[] {
  const sessions: Session[] = [];
  for (let day = from; sessions.length < count; day++)
    if (usEquity.isSession(day)) sessions.push(usEquity.session(day));
  return sessions;
}
