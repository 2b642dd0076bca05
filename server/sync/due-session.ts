import type { Calendar } from "#engine/market/calendar.ts";

/** The most days that a market stays closed, and some. */
const LOOK_BACK_DAYS = 15;

/**
 * The newest session, as a day count, that closed at least some minutes ago; half days close early, holidays have none.
 *
 * @param now UTC ms.
 */
export function dueSession(calendar: Calendar, minutesAfterClose: number, now: number): number | undefined {
  const today = calendar.dayAt(now);
  for (let day = today; day > today - LOOK_BACK_DAYS; day--) {
    if (!calendar.isSession(day)) continue;
    if (calendar.session(day).closeTime + minutesAfterClose * 60_000 <= now) return day;
  }
  return undefined;
}
