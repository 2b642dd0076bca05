import type { PoolClient } from "pg";
import type { Timeframe } from "#engine/market/bars.ts";
import type { BarStore } from "#server/db.ts";
import { nextVersion, publishVersion } from "#server/prices/data-version.ts";
import { inTransaction } from "#server/prices/series-lock.ts";
import { readRules } from "./list-retention.ts";
import type { RetentionPreview } from "./list-retention.ts";
import { removeBars } from "./remove-bars.ts";
import { horizonOf } from "./retention-schemas.ts";
import type { RetentionRule } from "./retention-schemas.ts";

const REACHING = `SELECT DISTINCT ON (symbol) symbol, first_open_time AS "from", source, synthetic
  FROM data_versions WHERE timeframe = $1 AND forgotten_at IS NULL ORDER BY symbol, id DESC`;
const OLD = `SELECT symbol, source, synthetic FROM (${REACHING}) AS newest WHERE "from" < $2`;
const REVISIONS = `DELETE FROM price_revisions WHERE timeframe = $1 AND open_time < $2`;
const FORGET = `UPDATE data_versions SET forgotten_at = now()
  WHERE timeframe = $1 AND first_open_time < $2 AND forgotten_at IS NULL`;
const UNFETCH = `DELETE FROM sync_checkpoints WHERE timeframe = $1 AND through <= $2`;
const SHORTEN = `UPDATE sync_checkpoints SET from_time = $2 WHERE timeframe = $1 AND from_time < $2`;
const RECORD = `INSERT INTO retention_sweeps (timeframe, before, series, bars) VALUES ($1, $2, $3, $4)`;

interface OldSeries {
  readonly symbol: string;
  readonly source: string;
  readonly synthetic: boolean;
}

/** What a sweep took away. */
export type Swept = RetentionPreview & { readonly timeframe: Timeframe };

/**
 * Takes away what the rules no longer keep: bars, what they were before corrections, and how far they were fetched. Each series gets a new data
 * version; those that held the bars can be named and no longer read. A timeframe is swept whole or not at all, whatever happens meanwhile, and
 * each sweep is on record.
 *
 * @param signal Looked at between two series; an aborted sweep leaves all as it was.
 * @returns Only those that took something.
 */
export async function sweepBars(
  db: BarStore,
  now: number = Date.now(),
  signal: AbortSignal = new AbortController().signal,
): Promise<Swept[]> {
  const swept: Swept[] = [];
  for (const rule of await readRules(db.pool)) {
    const found = await db.pool.query(OLD, [rule.timeframe, new Date(horizonOf(rule, now))]);
    if (found.rowCount !== 0) swept.push(await sweepTimeframe(db, rule, now, signal));
  }
  return swept.filter(({ series }) => series > 0);
}

async function sweepTimeframe(
  db: BarStore,
  rule: RetentionRule,
  now: number,
  signal: AbortSignal,
): Promise<Swept> {
  const { timeframe } = rule;
  const time = horizonOf(rule, now);
  const before = new Date(time);
  const client = await db.pool.connect();
  try {
    return await inTransaction(client, async () => {
      // Writers wait, readers do not: a page of a sync must not slip in between.
      await client.query("LOCK TABLE prices IN SHARE ROW EXCLUSIVE MODE");
      const series = (await client.query<OldSeries>(OLD, [timeframe, before])).rows;
      if (series.length === 0) return { timeframe, before: time, series: 0, bars: 0 };
      const bars = await removeBars(client, timeframe, before);
      for (const sql of [REVISIONS, FORGET, UNFETCH, SHORTEN]) await client.query(sql, [timeframe, before]);
      for (const each of series) {
        signal.throwIfAborted();
        await publish(client, timeframe, each, now);
      }
      await client.query(RECORD, [timeframe, before, series.length, bars]);
      return { timeframe, before: time, series: series.length, bars };
    });
  } finally {
    client.release();
  }
}

/** A series that has nothing left gets no version, and is no longer listed. */
async function publish(
  client: PoolClient,
  timeframe: Timeframe,
  { symbol, source, synthetic }: OldSeries,
  asOf: number,
): Promise<void> {
  const none = { added: 0, changed: 0, quarantined: 0 };
  const version = await nextVersion(client);
  await publishVersion(client, { symbol, timeframe }, version, { source, synthetic, asOf }, none);
}
