import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Bars } from "#engine/market/bars.ts";
import type { BarsRequest } from "#engine/data/bars-request.ts";

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
/** Bytes before the first field: signature, flags, extension length, field count. */
const COPY_HEADER_BYTES = 21;

/**
 * Reads bars as columns, bit for bit as they were written: one binary aggregate per column, no row objects.
 *
 * @param version Data version to read: what later ones changed is read from the revisions, what they added is left out.
 * Without one, bars as they are written now.
 * @returns Columns of shape [bars], ascending in time; empty ones when nothing matches. O(bars).
 */
export async function readBarColumns(
  client: ClientBase,
  request: BarsRequest,
  version?: bigint,
): Promise<Bars> {
  const chunks: Buffer[] = [];
  await pipeline(
    client.query(copyTo(copySql(client, request, version))),
    async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) chunks.push(chunk);
    },
  );
  const [openTime, closeTime, availableAt, open, high, low, close, volume] = splitFields(
    Buffer.concat(chunks),
  );
  if (!openTime || !closeTime || !availableAt || !open || !high || !low || !close || !volume) {
    throw new Error("bars came back without all of their columns");
  }
  return {
    symbol: request.symbol,
    timeframe: request.timeframe,
    openTime: readTimes(openTime),
    closeTime: readTimes(closeTime),
    availableAt: readTimes(availableAt),
    open: readDoubles(open),
    high: readDoubles(high),
    low: readDoubles(low),
    close: readDoubles(close),
    volume: readDoubles(volume),
  };
}

/** COPY takes no parameters: texts are escaped, times are whole numbers by schema. */
function copySql(
  client: ClientBase,
  { symbol, timeframe, from, to }: BarsRequest,
  version: bigint | undefined,
): string {
  const where = [
    `symbol = ${client.escapeLiteral(symbol)}`,
    `timeframe = ${client.escapeLiteral(timeframe)}`,
    ...(from === undefined ? [] : [`open_time >= ${timeLiteral(client, from)}`]),
    ...(to === undefined ? [] : [`open_time < ${timeLiteral(client, to)}`]),
  ].join(" AND ");
  const sent = BAR_COLUMNS.map(
    (name, at) => `string_agg(${at < 3 ? "timestamptz_send" : "float8send"}(${name}), '')`,
  );
  const names = BAR_COLUMNS.join(", ");
  const since = version === undefined ? "" : ` AND since_version <= ${version}`;
  const before = `UNION ALL SELECT ${names} FROM price_revisions WHERE ${where}${since} AND until_version > ${version}`;
  const rows = `SELECT ${names} FROM prices WHERE ${where}${since} ${version === undefined ? "" : before} ORDER BY open_time`;
  return `COPY (SELECT ${sent.join(", ")} FROM (${rows}) AS bars) TO STDOUT (FORMAT binary)`;
}

/** A millisecond as a timestamp; years that ISO text cannot say in four digits are before or after everything. */
function timeLiteral(client: ClientBase, ms: number): string {
  const date = new Date(Math.ceil(ms)); // bars stand on whole milliseconds
  if (date.getUTCFullYear() < 1) return "'-infinity'::timestamptz";
  if (date.getUTCFullYear() > 9999) return "'infinity'::timestamptz";
  return `${client.escapeLiteral(date.toISOString())}::timestamptz`;
}

function splitFields(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  let at = COPY_HEADER_BYTES;
  for (let field = 0; field < BAR_COLUMNS.length; field++) {
    const length = Math.max(bytes.readInt32BE(at), 0); // -1 is NULL: no bars at all
    fields.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

function readDoubles(bytes: Buffer): Float64Array {
  // A copy of its own: aligned, and swap64 must not touch the neighbours.
  const own = new Uint8Array(bytes);
  Buffer.from(own.buffer).swap64();
  return new Float64Array(own.buffer);
}

/** Microseconds since 2000 as int64, exact as a double until the year 2255. */
function readTimes(bytes: Buffer): Float64Array {
  const times = new Float64Array(bytes.length / 8);
  for (let bar = 0; bar < times.length; bar++) {
    const micros = bytes.readInt32BE(bar * 8) * 4_294_967_296 + bytes.readUInt32BE(bar * 8 + 4);
    times[bar] = micros / 1000 + POSTGRES_EPOCH_MS;
  }
  return times;
}
