import type { PoolClient } from "pg";
import type { Timeframe } from "#engine/market/bars.ts";

const IS_HYPERTABLE = `SELECT 1 FROM pg_extension e WHERE e.extname = 'timescaledb'`;
const HAS_CHUNKS = `SELECT 1 FROM timescaledb_information.hypertables WHERE hypertable_name = 'prices'`;
const DELETE = `DELETE FROM prices WHERE timeframe = $1 AND open_time < $2`;
const CHUNKS = `SELECT format('%I.%I', chunk_schema, chunk_name) AS name, range_start AS "from", range_end AS "to", is_compressed AS "isCompressed"
  FROM timescaledb_information.chunks WHERE hypertable_name = 'prices' AND range_start < $1 ORDER BY range_start`;
const COUNT = `SELECT count(*) FILTER (WHERE timeframe = $1 AND open_time < $2)::float8 AS going, count(*)::float8 AS all
  FROM prices WHERE open_time >= $3 AND open_time < $4`;

interface Chunk {
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
  readonly isCompressed: boolean;
}

/** Whether prices are a hypertable of TimescaleDB. */
export async function isHypertable(client: Pick<PoolClient, "query">): Promise<boolean> {
  if ((await client.query(IS_HYPERTABLE)).rowCount === 0) return false;
  return (await client.query(HAS_CHUNKS)).rowCount === 1;
}

/**
 * Deletes the bars of a timeframe that opened before a moment, in the caller's transaction. Of a hypertable, chunks that hold nothing else are
 * dropped whole; others are decompressed first, since a delete from compressed chunks has been seen to miss rows.
 *
 * @returns How many bars went.
 */
export async function removeBars(client: PoolClient, timeframe: Timeframe, before: Date): Promise<number> {
  if (!(await isHypertable(client))) return (await client.query(DELETE, [timeframe, before])).rowCount ?? 0;
  const chunks = (await client.query<Chunk>(CHUNKS, [before])).rows;
  let removed = 0;
  for (const chunk of chunks) removed += await removeFromChunk(client, timeframe, before, chunk);
  return removed;
}

async function removeFromChunk(
  client: PoolClient,
  timeframe: Timeframe,
  before: Date,
  { name, from, to, isCompressed }: Chunk,
): Promise<number> {
  const { rows } = await client.query<{ going: number; all: number }>(COUNT, [timeframe, before, from, to]);
  const { going, all } = rows[0] ?? { going: 0, all: 0 };
  if (going === 0) return 0;
  if (going === all) {
    await client.query(
      "SELECT drop_chunks('prices', older_than => $1::timestamptz, newer_than => $2::timestamptz)",
      [to, from],
    );
    return going;
  }
  if (isCompressed) await client.query("SELECT decompress_chunk($1::regclass)", [name]);
  const { rowCount } = await client.query(`${DELETE} AND open_time >= $3`, [timeframe, before, from]);
  if (rowCount !== going)
    throw new Error(`retention of ${timeframe} bars: ${rowCount} of ${going} rows of ${name} went`);
  if (isCompressed) await client.query("SELECT compress_chunk($1::regclass)", [name]);
  return going;
}
