import type { PoolClient } from "pg";
import { hashBars } from "#engine/data/dataset.ts";
import { resampleWhole } from "#engine/data/resample.ts";
import type { Bars } from "#engine/market/bars.ts";
import { calendarOfBars } from "#engine/market/calendar.ts";
import type { BarStore } from "#server/db.ts";
import { readBarColumns } from "#server/prices/bar-columns.ts";
import { keepsLongerBars, LONGER_TIMEFRAMES, LONGER_VIEWS } from "./longer-views.ts";
import { readLonger } from "./read-longer.ts";

/** Minutes whose longer bars nobody has compared yet; the newest version of each series. */
const WAITING = `SELECT symbol, max(id) AS id FROM data_versions
  WHERE timeframe = '1m' AND longer_bars IS NULL AND forgotten_at IS NULL GROUP BY symbol ORDER BY symbol LIMIT 100`;
const NOTE = `UPDATE data_versions SET longer_bars = CASE WHEN id = $2 THEN $3 ELSE 'unequal' END
  WHERE symbol = $1 AND timeframe = '1m' AND id <= $2 AND longer_bars IS NULL`;
const LOCK = "SELECT pg_try_advisory_lock(hashtextextended('longer bars', 0)) AS mine";
const UNLOCK = "SELECT pg_advisory_unlock(hashtextextended('longer bars', 0))";

/**
 * Brings the views of longer bars up to the newest minutes and compares them with what the engine makes of these: from then on reads of that version take
 * the views. One process at a time; plain Postgres has nothing to do.
 *
 * @returns How many series were looked at.
 */
export async function refreshLonger(
  db: BarStore,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  if (!(await keepsLongerBars(db))) return 0;
  const client = await db.pool.connect();
  try {
    if (!(await client.query<{ mine: boolean }>(LOCK)).rows[0]?.mine) return 0;
    try {
      return await refresh(client, signal);
    } finally {
      await client.query(UNLOCK);
    }
  } finally {
    client.release();
  }
}

async function refresh(client: PoolClient, signal: AbortSignal): Promise<number> {
  const { rows } = await client.query<{ symbol: string; id: string }>(WAITING);
  if (rows.length === 0) return 0;
  // What has not changed since the last time is left alone by TimescaleDB, and what is gone must go here, too: the whole stretch.
  for (const view of LONGER_VIEWS)
    await client.query(`CALL refresh_continuous_aggregate('${view}', NULL, NULL)`);
  let looked = 0;
  for (const { symbol, id } of rows) {
    if (signal.aborted) break;
    await client.query(NOTE, [symbol, id, await compared(client, symbol, BigInt(id))]);
    looked += 1;
  }
  return looked;
}

/** The calendar on which every longer bar is the engine's own, bit for bit; else "unequal": volumes may be fractions whose sum depends on the order. */
async function compared(client: PoolClient, symbol: string, version: bigint): Promise<string> {
  const minutes = await readBarColumns(client, { symbol, timeframe: "1m" }, version);
  const calendar = calendarOfBars(minutes);
  for (const timeframe of LONGER_TIMEFRAMES) {
    const made = resampleWhole(minutes, timeframe, calendar);
    const kept = await readLonger(client, { symbol, timeframe, version, calendar: calendar.id });
    if (!same(made, kept)) return "unequal";
  }
  return calendar.id;
}

function same(made: Bars | undefined, kept: Bars | undefined): boolean {
  return made === undefined || kept === undefined ? made === kept : hashBars(made) === hashBars(kept);
}
