import { newYorkOffsetMinutes } from "../market/calendar.ts";
import { weekdayOf } from "../market/civil-date.ts";
import { groupProfits, type ProfitGroup } from "./profit-group.ts";
import type { RoundTrip } from "./round-trips.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** What entries are grouped by. */
export type EntryTime = "hour" | "weekday";

/**
 * What trades made by the hour ("09", "15") or the weekday of their entry, in the order of the clock or the week.
 *
 * @param zone New York's time, as its exchanges have it, or UTC for markets that never close.
 * @example table(byEntryTime(result.trades, "weekday"))
 */
export function byEntryTime(
  trades: readonly RoundTrip[],
  by: EntryTime,
  zone: "new-york" | "utc" = "new-york",
): ProfitGroup[] {
  const keyOf = ({ entryTime }: RoundTrip): string => {
    const day = Math.floor((entryTime - 5 * 60 * MINUTE_MS) / DAY_MS);
    const local = zone === "utc" ? entryTime : entryTime - newYorkOffsetMinutes(day) * MINUTE_MS;
    return by === "hour"
      ? String(Math.floor((local % DAY_MS) / (60 * MINUTE_MS))).padStart(2, "0")
      : (WEEKDAYS[weekdayOf(Math.floor(local / DAY_MS))] ?? "");
  };
  const order = (key: string): number => (by === "hour" ? Number(key) : WEEKDAYS.indexOf(key as "Sunday"));
  return groupProfits(trades, keyOf).sort((a, b) => order(a.key) - order(b.key));
}
