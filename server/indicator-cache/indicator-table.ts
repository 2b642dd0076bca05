import type { PoolClient } from "pg";

/** Bytes that the table holds before the longest unused are dropped. */
export const MAX_TABLE_BYTES = 512 * 1024 * 1024;

/** What decides an indicator's values: its place, the hash of its configuration, the hash of the bars that it reads. */
export interface IndicatorKey {
  readonly symbol: string;
  readonly timeframe: string;
  readonly indicator: string;
  readonly configHash: string;
  readonly dataHash: string;
}

const FIND = `UPDATE indicator_cache SET used_at = now()
  WHERE symbol = $1 AND timeframe = $2 AND indicator = $3 AND config_hash = $4 AND data_hash = $5 RETURNING "values"`;
const KEEP = `INSERT INTO indicator_cache (symbol, timeframe, indicator, config_hash, data_hash, "values")
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`;
const PRUNE = `DELETE FROM indicator_cache c USING (
    SELECT ctid, sum(length("values")) OVER (ORDER BY used_at DESC, ctid) AS bytes FROM indicator_cache) old
  WHERE c.ctid = old.ctid AND old.bytes > $1`;
/** The whole table is looked through once for so many writes. */
const PRUNE_EVERY = 64;

let writes = 0;

/** Values that this or another process has kept; undefined where none has. */
export async function findValues(client: PoolClient, key: IndicatorKey): Promise<Uint8Array | undefined> {
  const { rows } = await client.query<{ values: Buffer }>(FIND, partsOf(key));
  return rows[0] && new Uint8Array(rows[0].values); // a copy of its own, aligned
}

/**
 * Keeps values for all processes, and makes room: the longest unused go. Each process looks after every few writes, so that the table may pass its bound
 * by what they write in between.
 *
 * @param maxBytes Bound of the whole table; values larger than it are not kept.
 */
export async function keepValues(
  client: PoolClient,
  key: IndicatorKey,
  values: Uint8Array,
  maxBytes = MAX_TABLE_BYTES,
): Promise<void> {
  if (values.byteLength > maxBytes) return;
  await client.query(KEEP, [
    ...partsOf(key),
    Buffer.from(values.buffer, values.byteOffset, values.byteLength),
  ]);
  const isDue = writes++ % PRUNE_EVERY === 0 || values.byteLength * PRUNE_EVERY > maxBytes;
  if (isDue) await client.query(PRUNE, [maxBytes]);
}

function partsOf({ symbol, timeframe, indicator, configHash, dataHash }: IndicatorKey): string[] {
  return [symbol, timeframe, indicator, configHash, dataHash];
}
