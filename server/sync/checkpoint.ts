import type { PoolClient } from "pg";
import { nominalMs } from "#engine/data/detect-timeframe.ts";
import type { Series } from "#server/prices/series-lock.ts";
import type { Span } from "#server/providers/provider.ts";

const DAY_MS = 86_400_000;

/** How far a series was fetched: everything in the span, without a hole. */
export interface Checkpoint {
  readonly from: number;
  readonly through: number;
}

const READ = `SELECT (extract(epoch FROM from_time) * 1000)::float8 AS "from", (extract(epoch FROM through) * 1000)::float8 AS through
  FROM sync_checkpoints WHERE provider = $1 AND symbol = $2 AND timeframe = $3`;
const WRITE = `INSERT INTO sync_checkpoints (provider, symbol, timeframe, from_time, through) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (provider, symbol, timeframe) DO UPDATE SET from_time = excluded.from_time, through = excluded.through, updated_at = now()`;
const MOVE = `UPDATE sync_checkpoints SET from_time = $4, through = $5, updated_at = now()
  WHERE provider = $1 AND symbol = $2 AND timeframe = $3`;

/** Reads a series' checkpoint; undefined before the first fetch. */
export async function readCheckpoint(
  client: PoolClient,
  provider: string,
  { symbol, timeframe }: Series,
): Promise<Checkpoint | undefined> {
  return (await client.query<Checkpoint>(READ, [provider, symbol, timeframe])).rows[0];
}

/** Writes a series' checkpoint, in the transaction that writes its bars: neither is ever there without the other. */
export async function writeCheckpoint(
  client: PoolClient,
  provider: string,
  { symbol, timeframe }: Series,
  { from, through }: Checkpoint,
): Promise<void> {
  await client.query(WRITE, [provider, symbol, timeframe, new Date(from), new Date(through)]);
}

/** {@link writeCheckpoint} where there is one; a series that never had a bar gets none by a page without bars. */
export async function moveCheckpoint(
  client: PoolClient,
  provider: string,
  { symbol, timeframe }: Series,
  { from, through }: Checkpoint,
): Promise<void> {
  await client.query(MOVE, [provider, symbol, timeframe, new Date(from), new Date(through)]);
}

/** How far back of its checkpoint a sync begins, so that late corrections are seen: ten days, or two of intraday bars. */
export function overlapMs({ timeframe }: Series): number {
  return nominalMs(timeframe) < DAY_MS ? 2 * DAY_MS : 10 * DAY_MS;
}

/**
 * What of a wanted span must be fetched: what lies after the checkpoint and a little before it, or all of it where it begins before
 * anything that was fetched, or after a hole.
 */
export function spanToFetch(wanted: Span, known: Checkpoint | undefined, series: Series): Span {
  if (!known || wanted.from < known.from || wanted.from > known.through) return wanted;
  return { from: Math.max(wanted.from, known.through - overlapMs(series)), to: wanted.to };
}
