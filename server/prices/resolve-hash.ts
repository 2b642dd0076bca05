import type { PoolClient } from "pg";
import type { Adjustment } from "#engine/data/bars-request.ts";
import { adjustBars } from "#engine/data/adjust.ts";
import { hashBars } from "#engine/data/dataset.ts";
import { readBarColumns } from "./bar-columns.ts";
import { readActions } from "./read-actions.ts";
import type { Series } from "./series-lock.ts";
import type { ResolvedRequest, SeriesRequest } from "./series-request.ts";

/** Newest versions that are tried; older ones are found by their raw hash alone. */
const MAX_TRIED = 20;
/** Moments of one version that are tried: its publication, and each change of the actions until the next. */
const MAX_MOMENTS = 20;
const VERSIONS = `SELECT id, hash, loaded_at AS "loadedAt", coalesce(lag(loaded_at) OVER (ORDER BY id DESC), 'infinity') AS "until",
    forgotten_at IS NOT NULL AS "isForgotten"
  FROM data_versions WHERE symbol = $1 AND timeframe = $2 ORDER BY id DESC`;
const CHANGES = `SELECT DISTINCT at FROM corporate_actions a CROSS JOIN LATERAL (VALUES (a.loaded_at), (a.superseded_at)) AS change(at)
  WHERE a.symbol = $1 AND at > $2 AND at < $3 ORDER BY at LIMIT ${MAX_MOMENTS}`;

interface VersionRow {
  readonly id: string;
  readonly hash: string;
  readonly loadedAt: Date;
  /** The next version's publication; Infinity for the newest. */
  readonly until: Date | number;
  /** Retention took bars of it. */
  readonly isForgotten: boolean;
}

/**
 * Turns the hash of a request into the version and the adjustment that it names. A manifest holds the hash of the bars that a run saw: of raw ones
 * it is a version's own; of adjusted ones it is looked for by adjusting each version with the actions as they were known while it was the newest.
 * O(versions x changes x bars), for the few that are asked for so.
 *
 * @returns The request with the version's raw hash, its adjustment and its moment; as it was without a hash, with several symbols, or where nothing matches.
 */
export async function resolveHash(client: PoolClient, request: SeriesRequest): Promise<ResolvedRequest> {
  const { hash, symbols, timeframe, adjust } = request;
  const [symbol, ...more] = symbols;
  if (hash === undefined || symbol === undefined || more.length > 0) return request;
  const { rows } = await client.query<VersionRow>(VERSIONS, [symbol, timeframe]);
  if (rows.some((version) => version.hash === hash)) return { ...request, adjust: adjust ?? "raw" };
  for (const version of rows.filter((each) => !each.isForgotten).slice(0, MAX_TRIED)) {
    const found = await matchVersion(client, { symbol, timeframe }, version, hash);
    if (found) return { ...request, hash: version.hash, ...found };
  }
  return request;
}

async function matchVersion(
  client: PoolClient,
  series: Series,
  version: VersionRow,
  hash: string,
): Promise<{ readonly adjust: Adjustment; readonly knownAt: Date } | undefined> {
  const { rows } = await client.query<{ at: Date }>(CHANGES, [
    series.symbol,
    version.loadedAt,
    version.until,
  ]);
  const raw = await readBarColumns(client, series, BigInt(version.id));
  for (const knownAt of [version.loadedAt, ...rows.map((row) => row.at)]) {
    const actions = await readActions(client, series.symbol, knownAt);
    if (actions.length === 0) continue;
    if (hashBars(adjustBars(raw, actions)) === hash) return { adjust: "splits", knownAt };
    if (hashBars(adjustBars(raw, actions, { dividends: true })) === hash)
      return { adjust: "total-return", knownAt };
  }
  return undefined;
}
