import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { adjustBars } from "#engine/data/adjust.ts";
import { firstAtOrAfter, sliceBars } from "#engine/data/dataset.ts";
import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { readBarColumns } from "./bar-columns.ts";
import { barsToIpc } from "./bars-ipc.ts";
import { byteCache } from "./byte-cache.ts";
import type { ByteCache } from "./byte-cache.ts";
import { newestVersion, versionOfHash } from "./data-version.ts";
import { readActions } from "./read-actions.ts";

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
 * @throws ServerError "not-found" when no such series, or no such version of it, was loaded.
 */
export async function readBarsIpc(db: Database, request: BarsRequest): Promise<BarsIpc> {
  return withClient(db, async (client) => {
    const plan = await planRead(client, request);
    const cache = caches.get(db) ?? byteCache(CACHE_BYTES);
    caches.set(db, cache);
    const key = `${request.symbol}/${request.timeframe}/${plan.etag}`;
    const kept = cache.get(key);
    if (kept) return { ipc: kept, etag: plan.etag };
    const ipc = barsToIpc(await readPlanned(client, request, plan));
    cache.set(key, ipc);
    return { ipc, etag: plan.etag };
  });
}

/**
 * Reads one symbol's bars as columns, for code that runs in the server itself. Empty when nothing lies in the range.
 *
 * @throws ServerError "not-found" when no such series, or no such version of it, was loaded.
 */
export async function readBars(db: Database, request: BarsRequest): Promise<Bars> {
  return withClient(db, async (client) => readPlanned(client, request, await planRead(client, request)));
}

async function withClient<T>(db: Database, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

interface ReadPlan {
  readonly version: bigint;
  /** What must be taken out, as it was known when the version was published. */
  readonly actions: readonly CorporateAction[];
  readonly etag: string;
}

async function planRead(client: PoolClient, request: BarsRequest): Promise<ReadPlan> {
  const { symbol, adjust = "splits", hash } = request;
  const version = await (hash === undefined
    ? newestVersion(client, request)
    : versionOfHash(client, request, hash));
  if (!version) throw unknown(request);
  const known =
    adjust === "raw"
      ? []
      : await readActions(client, symbol, hash === undefined ? undefined : version.loadedAt);
  const actions = known.filter(({ type }) => type === "split" || adjust === "total-return");
  return { version: version.id, actions, etag: tagOf(version.hash, actions, request) };
}

/** Actions after the range change what lies in it: with any of them the whole series is read, adjusted and cut. */
async function readPlanned(
  client: PoolClient,
  request: BarsRequest,
  { version, actions }: ReadPlan,
): Promise<Bars> {
  const { symbol, timeframe, from, to } = request;
  if (actions.length === 0) return readBarColumns(client, { symbol, timeframe, from, to }, version);
  const raw = await readBarColumns(client, { symbol, timeframe }, version);
  const whole = adjustBars(raw, actions, { dividends: true });
  const first = from === undefined ? 0 : firstAtOrAfter(whole.openTime, from);
  const end = to === undefined ? whole.openTime.length : firstAtOrAfter(whole.openTime, to);
  return first === 0 && end === whole.openTime.length ? whole : sliceBars(whole, first, Math.max(first, end));
}

function unknown({ symbol, timeframe, hash }: BarsRequest): ServerError {
  if (hash !== undefined) {
    const message = `unknown version of ${symbol} ${timeframe}: ${hash.slice(0, 12)}; leave the hash out for the newest`;
    return new ServerError("not-found", message);
  }
  return new ServerError(
    "not-found",
    `unknown series: ${symbol} ${timeframe}; choose one of datasets(), or import it with npx lookback import`,
  );
}

function tagOf(hash: string, actions: readonly CorporateAction[], { from, to }: BarsRequest): string {
  if (from === undefined && to === undefined && actions.length === 0) return hash;
  return createHash("sha256")
    .update(`${hash} ${from ?? ""} ${to ?? ""} ${JSON.stringify(actions)}`)
    .digest("hex");
}
