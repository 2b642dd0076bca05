import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { Bars } from "#engine/market/bars.ts";
import { longerCountsOf } from "#server/aggregates/longer-counts.ts";
import type { BarStore } from "#server/db.ts";
import { barsToIpc } from "./bars-ipc.ts";
import { barCachesOf } from "./cache/bar-caches.ts";
import { planReads } from "./plan-reads.ts";
import type { ReadPlan } from "./plan-reads.ts";
import { readMany } from "./read-many.ts";
import { resolveHash } from "./resolve-hash.ts";
import type { ResolvedRequest, SeriesRequest } from "./series-request.ts";

/** Bars on the wire, and the tag under which a client may keep them. */
export interface BarsIpc {
  /** Arrow IPC stream, see {@link barsToIpc}. */
  readonly ipc: Uint8Array;
  /** Of the content: a series' data hash where it is read whole and as it is stored. */
  readonly etag: string;
}

/** Several symbols' streams, in the order of the request. */
export interface SeriesIpc {
  readonly parts: readonly Uint8Array[];
  readonly etag: string;
}

/** What the caches hold already: such a request need not be answered. */
export type HasTag = (etag: string) => boolean;

/**
 * Reads one symbol's bars as an Arrow IPC stream; a series that has not changed comes from memory.
 *
 * @throws ServerError "not-found" when no such series, or no such version of it, was loaded.
 */
export async function readBarsIpc(db: BarStore, { symbol, ...request }: BarsRequest): Promise<BarsIpc> {
  const { parts, etag } = await readSeriesIpc(db, { ...request, symbols: [symbol] });
  return { ipc: parts[0] ?? new Uint8Array(), etag };
}

/**
 * Reads several symbols' bars as Arrow IPC streams: from this process's memory, then from Redis where it is configured, the rest from the
 * database in one query.
 *
 * @param hasTag Asked with the answer's tag before anything is read; true leaves `parts` empty.
 * @throws ServerError "not-found" naming the first symbol that has no such series.
 */
export async function readSeriesIpc(
  db: BarStore,
  given: SeriesRequest,
  hasTag: HasTag = () => false,
): Promise<SeriesIpc> {
  return withClient(db, async (client) => {
    const request = await resolveHash(client, given);
    const plans = await planReads(client, request);
    const etag = tagOf(plans);
    if (hasTag(etag)) return { parts: [], etag };
    const keys = plans.map((plan) => `bars/${plan.symbol}/${request.timeframe}/${plan.etag}`);
    const caches = barCachesOf(db);
    const found = new Map(await caches.get(keys));
    const missing = plans.filter((_, at) => !found.has(keys[at] ?? ""));
    if (missing.length > 0) {
      const read = await readMany(client, missing, request, longerCountsOf(db));
      const fresh = plans.flatMap((plan, at): [string, Uint8Array][] => {
        const bars = read.get(plan.symbol);
        return bars ? [[keys[at] ?? "", barsToIpc(bars, request.columns)]] : [];
      });
      caches.set(fresh);
      for (const [key, ipc] of fresh) found.set(key, ipc);
    }
    return { parts: keys.map((key) => found.get(key) ?? new Uint8Array()), etag };
  });
}

/** A symbol's bars that can be read, and what they are before they are. */
export interface PlannedBars {
  /** Of the content, see {@link BarsIpc}. */
  readonly etag: string;
  /** The connection that reads them. */
  readonly client: PoolClient;
  /** Empty when nothing lies in the range. */
  readonly read: () => Promise<Bars>;
}

/**
 * Finds out what a request names, for work that may not need to read it.
 *
 * @throws ServerError "not-found" when no such series, or no such version of it, was loaded.
 */
export async function withPlannedBars<T>(
  db: BarStore,
  { symbol, ...rest }: BarsRequest,
  work: (planned: PlannedBars) => Promise<T>,
): Promise<T> {
  return withClient(db, async (client) => {
    const request = await resolveHash(client, { ...rest, symbols: [symbol] });
    const plans = await planReads(client, request);
    const read = async () => {
      const bars = (await readMany(client, plans, request, longerCountsOf(db))).get(symbol);
      if (!bars) throw new Error("bars were planned and not read");
      return bars;
    };
    return work({ etag: tagOf(plans), client, read });
  });
}

/**
 * Reads one symbol's bars as columns, for code that runs in the server itself. Empty when nothing lies in the range.
 *
 * @throws ServerError "not-found" when no such series, or no such version of it, was loaded.
 */
export async function readBars(db: BarStore, request: BarsRequest): Promise<Bars> {
  return withPlannedBars(db, request, ({ read }) => read());
}

/**
 * Reads several symbols' bars as columns, of some of them the versions that are named by their own hashes.
 *
 * @returns Bars in the order of the symbols.
 * @throws ServerError "not-found" naming the first symbol that has no such series, or no such version of it.
 */
export async function readBarsOf(db: BarStore, request: ResolvedRequest): Promise<Bars[]> {
  return withClient(db, async (client) => {
    const plans = await planReads(client, request);
    const found = await readMany(client, plans, request, longerCountsOf(db));
    return plans.map(({ symbol }) => {
      const bars = found.get(symbol);
      if (!bars) throw new Error("bars were planned and not read");
      return bars;
    });
  });
}

async function withClient<T>(db: BarStore, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

function tagOf(plans: readonly ReadPlan[]): string {
  const [first, ...more] = plans.map((plan) => plan.etag);
  if (first !== undefined && more.length === 0) return first;
  return createHash("sha256")
    .update([first, ...more].join())
    .digest("hex");
}
