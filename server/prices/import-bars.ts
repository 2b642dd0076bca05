import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { hashBars } from "#engine/data/dataset.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { Database } from "#server/db.ts";
import { BAR_COLUMNS, readBarColumns } from "./bar-columns.ts";

/** Where bars come from and what they are of. */
export interface BarsOrigin {
  /** Provider or file, and what was done to its prices. */
  readonly source: string;
  /** The instrument's name; the symbol itself when absent. */
  readonly name?: string;
  readonly sector?: string;
  readonly synthetic?: boolean;
}

/** What an import left in the database. */
export interface ImportedBars {
  readonly symbol: string;
  readonly timeframe: string;
  /** Bars that were in the import. */
  readonly bars: number;
  /** Data hash of the whole series as it now is. */
  readonly hash: string;
}

const STAGING = `CREATE TEMP TABLE staged_bars ON COMMIT DROP AS
  SELECT ${BAR_COLUMNS.join(", ")} FROM prices WITH NO DATA`;
const UPSERT = `INSERT INTO prices (symbol, timeframe, source, ${BAR_COLUMNS.join(", ")})
  SELECT $1, $2, $3, ${BAR_COLUMNS.join(", ")} FROM staged_bars
  ON CONFLICT (symbol, timeframe, open_time) DO UPDATE SET
  ${[...BAR_COLUMNS.slice(1), "source"].map((name) => `${name} = excluded.${name}`).join(", ")}, loaded_at = now()`;
const UPSERT_SYMBOL = `INSERT INTO symbols (symbol, name, sector, synthetic) VALUES ($1, coalesce($2, $1), $3, $4)
  ON CONFLICT (symbol) DO UPDATE SET name = coalesce($2, symbols.name), sector = coalesce($3, symbols.sector),
  synthetic = $4`;
const ADD_VERSION = `INSERT INTO data_versions
  (symbol, timeframe, hash, bars, first_open_time, last_close_time, source, synthetic)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE $3 IS DISTINCT FROM
  (SELECT hash FROM data_versions WHERE symbol = $1 AND timeframe = $2 ORDER BY id DESC LIMIT 1)`;

/**
 * Stores checked bars: all of them or none. Bars that are there already are replaced, others stay,
 * and the series gets a new data version when its content changed.
 *
 * @param bars At least one bar, as the engine's data stage lets through.
 */
export async function importBars(db: Database, bars: Bars, origin: BarsOrigin): Promise<ImportedBars> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const hash = await storeBars(client, bars, origin);
    await client.query("COMMIT");
    return { symbol: bars.symbol, timeframe: bars.timeframe, bars: bars.openTime.length, hash };
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken); // a connection that cannot even roll back is thrown away
  }
}

async function storeBars(client: PoolClient, bars: Bars, origin: BarsOrigin): Promise<string> {
  const { symbol, timeframe } = bars;
  const synthetic = origin.synthetic ?? false;
  // Two imports of one series wait for each other: the second must hash what the first wrote.
  await client.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`bars ${symbol} ${timeframe}`]);
  await client.query(UPSERT_SYMBOL, [symbol, origin.name ?? null, origin.sector ?? null, synthetic]);
  await client.query(STAGING);
  const sink = client.query(copyFrom(`COPY staged_bars (${BAR_COLUMNS.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(textRows(bars)), sink);
  await client.query(UPSERT, [symbol, timeframe, origin.source]);
  const series = await readBarColumns(client, { symbol, timeframe });
  const hash = hashBars(series);
  const first = new Date(series.openTime[0] ?? NaN);
  const last = new Date(series.closeTime.at(-1) ?? NaN);
  const count = series.openTime.length;
  await client.query(ADD_VERSION, [symbol, timeframe, hash, count, first, last, origin.source, synthetic]);
  return hash;
}

const ROWS_PER_CHUNK = 2_000;

/** Bars as COPY text; a double's shortest decimal reads back to the same bits. */
function* textRows(bars: Bars): Generator<string> {
  const { openTime, closeTime, availableAt, open, high, low, close, volume } = bars;
  const times = [openTime, closeTime, availableAt];
  const values = [open, high, low, close, volume];
  let chunk = "";
  for (let bar = 0; bar < openTime.length; bar++) {
    const row = [
      ...times.map((column) => new Date(column[bar] ?? NaN).toISOString()),
      ...values.map((column) => numberText(column[bar] ?? NaN)),
    ];
    chunk += `${row.join("\t")}\n`;
    if (bar % ROWS_PER_CHUNK !== ROWS_PER_CHUNK - 1) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
