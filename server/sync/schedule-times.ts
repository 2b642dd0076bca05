import { calendarOf } from "#engine/market/calendar.ts";
import type { Calendar } from "#engine/market/calendar.ts";
import type { BarStore } from "#server/db.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { listSchedules } from "./run-schedules.ts";
import type { Schedule } from "./run-schedules.ts";

/** The most days that a market stays closed, and some. */
const LOOK_AHEAD_DAYS = 15;

/** A schedule as a person reads it; times are UTC ms. */
export interface ScheduleInfo extends Schedule {
  /** When the next sync is queued; null while it is paused, or where its provider cannot be used. */
  readonly nextAt: number | null;
  /** Why it cannot run, where it cannot. */
  readonly problem: string | null;
}

/** The next moment, some minutes after a close, that has not come yet. @param now UTC ms. */
export function nextClose(calendar: Calendar, minutesAfterClose: number, now: number): number | null {
  const today = calendar.dayAt(now);
  // The session of yesterday may be due today where markets close at midnight.
  for (let day = today - 1; day <= today + LOOK_AHEAD_DAYS; day++) {
    if (!calendar.isSession(day)) continue;
    const at = calendar.session(day).closeTime + minutesAfterClose * 60_000;
    if (at > now) return at;
  }
  return null;
}

/** Lists schedules with the time of their next sync. */
export async function listScheduleTimes(
  db: BarStore,
  providers: Providers,
  now: number = Date.now(),
): Promise<ScheduleInfo[]> {
  return (await listSchedules(db)).map((schedule) => {
    try {
      const calendar = calendarOf(providers.get(schedule.provider).calendar);
      if (!schedule.hasUniverse) return { ...schedule, nextAt: null, problem: missing(schedule) };
      const nextAt = schedule.enabled ? nextClose(calendar, schedule.minutesAfterClose, now) : null;
      return { ...schedule, nextAt, problem: null };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { ...schedule, nextAt: null, problem };
    }
  });
}

function missing({ universe }: Schedule): string {
  return `no universe ${universe}; save one under this name, or remove the schedule`;
}
