import type { ClientBase } from "pg";
import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { Bars } from "#engine/market/bars.ts";
import { BAR_COLUMNS, copyBars, noBars, SENT_COLUMNS } from "./copy-bars.ts";

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
  const [bars] = await copyBars(client, selectSql(client, wanted, request), timeframe);
  return bars ?? noBars(symbol, timeframe);
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
  const { timeframe } = range;
  const found = new Map(wanted.map(({ symbol }) => [symbol, noBars(symbol, timeframe)]));
  for (const bars of await copyBars(client, selectSql(client, wanted, range), timeframe))
    found.set(bars.symbol, bars);
  return found;
}

interface Wanted {
  readonly symbol: string;
  readonly version?: bigint;
}

/** The greatest bigint: nothing was written later, and no revision was true until later. */
const AS_WRITTEN = 9_223_372_036_854_775_807n;

/** Texts are escaped, times and versions are whole numbers by schema. One row per symbol. */
function selectSql(
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
  // Symbol by symbol, so that each is an ordered walk of the key; aggregates keep that order. One statement, planned once for all symbols.
  return `SELECT wanted.of, found.* FROM (VALUES ${rows.join(", ")}) AS wanted(of, version) CROSS JOIN LATERAL (
    SELECT ${SENT_COLUMNS} FROM (
      SELECT ${names} FROM prices WHERE ${where} UNION ALL
      SELECT ${names} FROM price_revisions WHERE ${where} AND until_version > wanted.version ORDER BY open_time
    ) AS bars HAVING count(*) > 0) AS found`;
}

/** A millisecond as a timestamp; years that ISO text cannot say in four digits are before or after everything. */
function timeLiteral(client: ClientBase, ms: number): string {
  const date = new Date(Math.ceil(ms)); // bars stand on whole milliseconds
  if (date.getUTCFullYear() < 1) return "'-infinity'::timestamptz";
  if (date.getUTCFullYear() > 9999) return "'infinity'::timestamptz";
  return `${client.escapeLiteral(date.toISOString())}::timestamptz`;
}
