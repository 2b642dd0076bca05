import { createHash } from "node:crypto";
import type { Bars } from "#engine/market/bars.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { readBarColumns } from "./bar-columns.ts";
import { barsToIpc } from "./bars-ipc.ts";
import type { BarsRequest } from "#engine/data/bars-request.ts";
import { byteCache } from "./byte-cache.ts";
import type { ByteCache } from "./byte-cache.ts";

const CACHE_BYTES = 128 * 1024 * 1024;
const caches = new WeakMap<Database, ByteCache>();

/** Bars on the wire, and the tag under which a client may keep them. */
export interface BarsIpc {
  /** Arrow IPC stream, see {@link barsToIpc}. */
  readonly ipc: Uint8Array;
  /** The series' data hash, with the range when only a part was asked for. */
  readonly etag: string;
}

/**
 * Reads one symbol's bars as an Arrow IPC stream; a series that has not changed comes from memory.
 *
 * @throws ServerError "not-found" when no such series was loaded.
 */
export async function readBarsIpc(db: Database, request: BarsRequest): Promise<BarsIpc> {
  const etag = tagOf(await newestHash(db, request), request);
  const cache = caches.get(db) ?? byteCache(CACHE_BYTES);
  caches.set(db, cache);
  const key = `${request.symbol}/${request.timeframe}/${etag}`;
  const kept = cache.get(key);
  if (kept) return { ipc: kept, etag };
  const ipc = barsToIpc(await readBars(db, request));
  cache.set(key, ipc);
  return { ipc, etag };
}

/** Reads one symbol's bars as columns, for code that runs in the server itself. Empty when nothing matches. */
export async function readBars(db: Database, request: BarsRequest): Promise<Bars> {
  const client = await db.pool.connect();
  try {
    return await readBarColumns(client, request);
  } finally {
    client.release();
  }
}

async function newestHash(db: Database, { symbol, timeframe }: BarsRequest): Promise<string> {
  const { rows } = await db.pool.query<{ hash: string }>(
    "SELECT hash FROM data_versions WHERE symbol = $1 AND timeframe = $2 ORDER BY id DESC LIMIT 1",
    [symbol, timeframe],
  );
  const newest = rows[0];
  if (newest) return newest.hash;
  throw new ServerError(
    "not-found",
    `unknown series: ${symbol} ${timeframe}; choose one of datasets(), or import it with npx lookback import`,
  );
}

function tagOf(hash: string, { from, to }: BarsRequest): string {
  if (from === undefined && to === undefined) return hash;
  return createHash("sha256")
    .update(`${hash} ${from ?? ""} ${to ?? ""}`)
    .digest("hex");
}
