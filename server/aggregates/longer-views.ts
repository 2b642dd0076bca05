import type { CalendarId, Timeframe } from "#engine/market/bars.ts";
import type { BarStore } from "#server/db.ts";

/** A view that TimescaleDB keeps longer bars of minutes in. */
export type LongerView = "prices_5m" | "prices_15m" | "prices_30m" | "prices_1h" | "prices_1h_session";

/** Timeframes that are made of minutes and may be read from a view. */
export const LONGER_TIMEFRAMES = ["5m", "15m", "30m", "1h", "4h"] as const satisfies readonly Timeframe[];

/**
 * The view whose rows a timeframe is made of on a calendar: US sessions open at half past, so that their hours count from there, and their bars of four
 * hours, which move with the clocks, are made of these.
 *
 * @returns Undefined for timeframes that no view helps with.
 */
export function viewOf(timeframe: Timeframe, calendar: CalendarId): LongerView | undefined {
  switch (timeframe) {
    case "5m":
    case "15m":
    case "30m":
      return `prices_${timeframe}`;
    case "1h":
    case "4h":
      return calendar === "us-equity" ? "prices_1h_session" : "prices_1h";
    default:
      return undefined;
  }
}

/** Every view that reads use. */
export const LONGER_VIEWS: readonly LongerView[] = [
  ...(["prices_5m", "prices_15m", "prices_30m"] as const),
  ...(["prices_1h", "prices_1h_session"] as const),
];

const KEPT = `SELECT count(*)::int AS views FROM timescaledb_information.continuous_aggregates WHERE view_name = ANY($1::text[])`;
const known = new WeakMap<BarStore["pool"], boolean>();

/** Whether the database keeps the views' rows (TimescaleDB), instead of making them anew for each query. Asked once per pool. */
export async function keepsLongerBars({ pool }: Pick<BarStore, "pool">): Promise<boolean> {
  const before = known.get(pool);
  if (before !== undefined) return before;
  const extension = await pool.query("SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'");
  const kept =
    extension.rowCount === 1 &&
    (await pool.query<{ views: number }>(KEPT, [LONGER_VIEWS])).rows[0]?.views === LONGER_VIEWS.length;
  known.set(pool, kept);
  return kept;
}
