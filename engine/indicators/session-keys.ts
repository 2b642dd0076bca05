import type { Bars } from "../market/bars.ts";
import { alwaysOpen, calendarOf } from "../market/calendar.ts";

/**
 * The exchange's day of every bar, as a day count, shape [bars]: bars of one session have the same.
 *
 * Without a calendar in the bars it is the UTC day, which for regular hours in the US comes to the same. It is never guessed from the
 * bars, since a guess from more of them could differ.
 */
export function sessionKeys({ openTime, calendar }: Bars): Float64Array {
  const exchange = calendar === undefined ? alwaysOpen : calendarOf(calendar);
  const keys = new Float64Array(openTime.length);
  for (let bar = 0; bar < keys.length; bar++) keys[bar] = exchange.dayAt(openTime[bar] as number);
  return keys;
}
