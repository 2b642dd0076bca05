import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Bars, Timeframe } from "#engine/market/bars.ts";
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
/** Bytes before the first row: signature, flags, extension length. */
const COPY_HEADER_BYTES = 19;

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
  const { symbol, timeframe } = request;
  const wanted = [{ symbol, ...(version === undefined ? {} : { version }) }];
  const [fields] = await copyOut(client, copySql(client, wanted, request));
  return barsOf(symbol, timeframe, fields?.slice(1) ?? BAR_COLUMNS.map(() => Buffer.alloc(0)));
}

/**
 * {@link readBarColumns} of several symbols at once, each as of its own version.
 *
 * @returns Bars by symbol; symbols without any in the range have empty columns. O(bars log symbols).
 */
export async function readBarColumnsOf(
  client: ClientBase,
  wanted: readonly { readonly symbol: string; readonly version: bigint }[],
  range: Omit<BarsRequest, "symbol">,
): Promise<ReadonlyMap<string, Bars>> {
  const none = BAR_COLUMNS.map(() => Buffer.alloc(0));
  const found = new Map(wanted.map(({ symbol }) => [symbol, barsOf(symbol, range.timeframe, none)]));
  for (const [symbol, ...fields] of await copyOut(client, copySql(client, wanted, range))) {
    if (symbol) found.set(symbol.toString(), barsOf(symbol.toString(), range.timeframe, fields));
  }
  return found;
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

interface Wanted {
  readonly symbol: string;
  readonly version?: bigint;
}

/** The greatest bigint: nothing was written later, and no revision was true until later. */
const AS_WRITTEN = 9_223_372_036_854_775_807n;

/** COPY takes no parameters: texts are escaped, times and versions are whole numbers by schema. One row per symbol. */
function copySql(
  client: ClientBase,
  wanted: readonly Wanted[],
  { timeframe, from, to }: Omit<BarsRequest, "symbol">,
): string {
  const where = [
    `symbol = wanted.of`,
    `timeframe = ${client.escapeLiteral(timeframe)}`,
    ...(from === undefined ? [] : [`open_time >= ${timeLiteral(client, from)}`]),
    ...(to === undefined ? [] : [`open_time < ${timeLiteral(client, to)}`]),
    "since_version <= wanted.version",
  ].join(" AND ");
  const rows = wanted.map(
    ({ symbol, version = AS_WRITTEN }) => `(${client.escapeLiteral(symbol)}, ${version}::bigint)`,
  );
  const names = BAR_COLUMNS.join(", ");
  const sent = BAR_COLUMNS.map(
    (name, at) => `string_agg(${at < 3 ? "timestamptz_send" : "float8send"}(${name}), '')`,
  );
  // Symbol by symbol, so that each is an ordered walk of the key; aggregates keep that order. One statement, planned once for all symbols.
  return `COPY (SELECT wanted.of, found.* FROM (VALUES ${rows.join(", ")}) AS wanted(of, version) CROSS JOIN LATERAL (
    SELECT ${sent.join(", ")} FROM (
      SELECT ${names} FROM prices WHERE ${where} UNION ALL
      SELECT ${names} FROM price_revisions WHERE ${where} AND until_version > wanted.version ORDER BY open_time
    ) AS bars HAVING count(*) > 0) AS found) TO STDOUT (FORMAT binary)`;
}

/** A millisecond as a timestamp; years that ISO text cannot say in four digits are before or after everything. */
function timeLiteral(client: ClientBase, ms: number): string {
  const date = new Date(Math.ceil(ms)); // bars stand on whole milliseconds
  if (date.getUTCFullYear() < 1) return "'-infinity'::timestamptz";
  if (date.getUTCFullYear() > 9999) return "'infinity'::timestamptz";
  return `${client.escapeLiteral(date.toISOString())}::timestamptz`;
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
