import type { ClientBase } from "pg";
import { resampleWhole } from "#engine/data/resample.ts";
import type { Bars, CalendarId, Timeframe } from "#engine/market/bars.ts";
import { calendarOf } from "#engine/market/calendar.ts";
import { BAR_COLUMNS, copyBars, SENT_COLUMNS } from "#server/prices/copy-bars.ts";
import { viewOf } from "./longer-views.ts";

/** What longer bars are wanted of. */
export interface LongerRequest {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Version of the minutes. */
  readonly version: bigint;
  /** When their sessions are. */
  readonly calendar: CalendarId;
}

/**
 * Reads longer bars of minutes from the database's own view of them. When a bar opens and ends is the calendar's to say, so that the view's rows go
 * through the engine's `resample` like minutes do.
 *
 * @returns Undefined where the view holds anything that was written after the version, or nothing: minutes must be read then. O(longer bars).
 */
export async function readLonger(client: ClientBase, request: LongerRequest): Promise<Bars | undefined> {
  const { symbol, timeframe, version, calendar } = request;
  const view = viewOf(timeframe, calendar);
  if (view === undefined) return undefined;
  const of = client.escapeLiteral(symbol);
  const sql = `SELECT min(symbol), ${SENT_COLUMNS} FROM (
      SELECT symbol, ${BAR_COLUMNS.join(", ")}, version FROM ${view} WHERE symbol = ${of} ORDER BY open_time
    ) AS bars HAVING count(*) > 0 AND max(version) <= ${version}`;
  // Rows are parts for the engine, whatever their length: minutes are what every length is made of.
  const [parts] = await copyBars(client, sql, "1m");
  return parts && resampleWhole({ ...parts, calendar }, timeframe, calendarOf(calendar));
}
