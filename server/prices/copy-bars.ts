import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Bars, Timeframe } from "#engine/market/bars.ts";

/** Names of the columns in the database, in the order of {@link Bars}' own. */
export const BAR_COLUMNS = [
  "open_time",
  "close_time",
  "available_at",
  "open",
  "high",
  "low",
  "close",
  "volume",
] as const;

/** Milliseconds from 1970 to 2000, where Postgres begins to count. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
/** Bytes before the first row: signature, flags, extension length. */
const COPY_HEADER_BYTES = 19;

/** An SQL expression per column, each the whole of it in one field, in the order of the rows that it is made of. */
export const SENT_COLUMNS = BAR_COLUMNS.map(
  (name, at) => `string_agg(${at < 3 ? "timestamptz_send" : "float8send"}(${name}), '')`,
).join(", ");

/**
 * Runs a query whose rows are a symbol and {@link SENT_COLUMNS}, and reads them as bars.
 *
 * @param sql Complete: COPY takes no parameters.
 */
export async function copyBars(client: ClientBase, sql: string, timeframe: Timeframe): Promise<Bars[]> {
  const rows = await copyOut(client, `COPY (${sql}) TO STDOUT (FORMAT binary)`);
  return rows.map(([symbol, ...fields]) => barsOf(symbol?.toString() ?? "", timeframe, fields));
}

/** Bars of a symbol that has none. */
export function noBars(symbol: string, timeframe: Timeframe): Bars {
  return barsOf(
    symbol,
    timeframe,
    BAR_COLUMNS.map(() => Buffer.alloc(0)),
  );
}

async function copyOut(client: ClientBase, sql: string): Promise<Buffer[][]> {
  const chunks: Buffer[] = [];
  await pipeline(client.query(copyTo(sql)), async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) chunks.push(chunk);
  });
  return splitRows(Buffer.concat(chunks));
}

function barsOf(symbol: string, timeframe: Timeframe, fields: readonly Buffer[]): Bars {
  const [openTime, closeTime, availableAt, open, high, low, close, volume] = fields;
  if (!openTime || !closeTime || !availableAt || !open || !high || !low || !close || !volume) {
    throw new Error("bars came back without all of their columns");
  }
  const closes = readTimes(closeTime);
  return {
    symbol,
    timeframe,
    openTime: readTimes(openTime),
    closeTime: closes,
    availableAt: availableAt.equals(closeTime) ? closes : readTimes(availableAt),
    open: readDoubles(open),
    high: readDoubles(high),
    low: readDoubles(low),
    close: readDoubles(close),
    volume: readDoubles(volume),
  };
}

/** The rows of COPY's binary format: per row a count of fields, per field its length (-1 is NULL) and its bytes. */
function splitRows(bytes: Buffer): Buffer[][] {
  const rows: Buffer[][] = [];
  let at = COPY_HEADER_BYTES;
  for (let count = bytes.readInt16BE(at); count >= 0; count = bytes.readInt16BE(at)) {
    at += 2;
    const fields: Buffer[] = [];
    for (let field = 0; field < count; field++) {
      const length = Math.max(bytes.readInt32BE(at), 0);
      fields.push(bytes.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    rows.push(fields);
  }
  return rows;
}

function readDoubles(bytes: Buffer): Float64Array {
  return new Float64Array(swapped(bytes));
}

/** Microseconds since 2000 as int64, exact as a double until the year 2255. */
function readTimes(bytes: Buffer): Float64Array {
  const own = swapped(bytes);
  const words = new Int32Array(own);
  const times = new Float64Array(own); // each takes the place of the two words it is made of
  for (let bar = 0; bar < times.length; bar++) {
    const [low, high] = [words[bar * 2] as number, words[bar * 2 + 1] as number];
    times[bar] = (high * 4_294_967_296 + (low >>> 0)) / 1000 + POSTGRES_EPOCH_MS;
  }
  return times;
}

/** A copy in this machine's byte order: aligned, and the neighbours stay as they are. */
function swapped(bytes: Buffer): ArrayBuffer {
  const own = new Uint8Array(bytes);
  Buffer.from(own.buffer).swap64();
  return own.buffer;
}
