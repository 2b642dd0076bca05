import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Bars } from "#engine/market/bars.ts";
import { encodeBars, ROW_COLUMNS } from "./bar-rows.ts";
import type { RowMarks } from "./bar-rows.ts";

/** What a write did to a series. */
export interface Written {
  readonly added: number;
  /** Bars that were there with other values, which are kept as revisions. */
  readonly changed: number;
}

const NAMES = ROW_COLUMNS.join(", ");
const CONTENT = ["close_time", "available_at", "open", "high", "low", "close", "volume"];
const DIFFERS = `(${CONTENT.map((name) => `p.${name}`).join(", ")}) IS DISTINCT FROM (${CONTENT.map((name) => `s.${name}`).join(", ")})`;
const KEPT = ["symbol", "timeframe", "open_time", ...CONTENT, "source", "since_version"];
const KEEP = `INSERT INTO price_revisions (${KEPT.join(", ")}, until_version)
  SELECT ${KEPT.map((name) => `p.${name}`).join(", ")}, s.since_version FROM staged_bars s
  JOIN prices p ON p.symbol = s.symbol AND p.timeframe = s.timeframe AND p.open_time = s.open_time
  WHERE p.symbol = $1 AND p.timeframe = $2 AND p.since_version < s.since_version AND ${DIFFERS}`;
const ASSIGNED = ROW_COLUMNS.slice(3).map((name) => `${name} = excluded.${name}`);
const UPSERT = `INSERT INTO prices AS p (${NAMES}) SELECT ${NAMES} FROM staged_bars
  ON CONFLICT (symbol, timeframe, open_time) DO UPDATE SET ${ASSIGNED.join(", ")}, loaded_at = now()
  WHERE ${DIFFERS.replaceAll("s.", "excluded.")}`;

const FORGET_KNOWN = `DELETE FROM staged_bars s USING prices p
  WHERE p.symbol = $1 AND p.timeframe = $2 AND p.symbol = s.symbol AND p.timeframe = s.timeframe AND p.open_time = s.open_time`;

/** How bars are written. */
export interface Writing {
  /** Leaves what is stored as it is, whatever the new bars say of it. */
  readonly onlyMissing?: boolean;
}

/**
 * Writes bars of one series inside the caller's transaction, under the series' lock. New ones are added; one with other
 * values than stored moves those to the revisions first, so that older data versions stay readable; equal ones are left alone.
 *
 * Never updates or deletes rows: compressed chunks take upserts only.
 */
export async function writeBars(
  client: PoolClient,
  bars: Bars,
  marks: RowMarks,
  { onlyMissing = false }: Writing = {},
): Promise<Written> {
  const count = bars.openTime.length;
  if (count === 0) return { added: 0, changed: 0 };
  if (await isBehind(client, bars)) {
    await copy(client, "prices", bars, marks);
    return { added: count, changed: 0 };
  }
  await client.query(
    "CREATE TEMP TABLE IF NOT EXISTS staged_bars (LIKE prices INCLUDING DEFAULTS) ON COMMIT DELETE ROWS",
  );
  await client.query("TRUNCATE staged_bars");
  await copy(client, "staged_bars", bars, marks);
  // Nobody else counts a temporary table's rows: taken for a handful, thousands would be compared each with each.
  await client.query("ANALYZE staged_bars");
  const series = [bars.symbol, bars.timeframe];
  if (onlyMissing) await client.query(FORGET_KNOWN, series);
  const changed = (await client.query(KEEP, series)).rowCount ?? 0;
  const touched = (await client.query(UPSERT)).rowCount ?? 0;
  return { added: touched - changed, changed };
}

/** Whether all stored bars lie before these: then nothing can collide, and rows go straight into the table. */
async function isBehind(client: PoolClient, { symbol, timeframe, openTime }: Bars): Promise<boolean> {
  const { rows } = await client.query<{ behind: boolean }>(
    `SELECT NOT EXISTS (SELECT 1 FROM prices WHERE symbol = $1 AND timeframe = $2 AND open_time >= $3) AS behind`,
    [symbol, timeframe, new Date(openTime[0] ?? NaN)],
  );
  return rows[0]?.behind ?? false;
}

async function copy(client: PoolClient, table: string, bars: Bars, marks: RowMarks): Promise<void> {
  const sink = client.query(copyFrom(`COPY ${table} (${NAMES}) FROM STDIN (FORMAT binary)`));
  await pipeline(Readable.from(encodeBars(bars, marks)), sink);
}
