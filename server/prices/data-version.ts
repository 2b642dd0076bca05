import type { PoolClient } from "pg";
import { hashBars } from "#engine/data/dataset.ts";
import { inspectBars } from "#engine/data/quality/report.ts";
import type { Finding } from "#engine/data/quality/finding.ts";
import type { Bars } from "#engine/market/bars.ts";
import { readActions } from "./read-actions.ts";
import { readBarColumns } from "./bar-columns.ts";
import type { Series } from "./series-lock.ts";
import type { Written } from "./write-bars.ts";

/** A published state of a series. */
export interface DataVersion {
  readonly id: bigint;
  /** SHA-256 of the raw bars' columns, as the engine hashes them. */
  readonly hash: string;
  readonly bars: number;
  /** 1 without a finding, 0 useless. */
  readonly score: number;
}

/** What a load did, for the record. */
export interface LoadCounts extends Written {
  readonly quarantined: number;
}

/** Where the bars of a version come from. */
export interface VersionOrigin {
  readonly source: string;
  readonly synthetic?: boolean;
  /** UTC ms of the fetch: a last bar that had not closed by then is found. */
  readonly asOf?: number;
}

/**
 * Takes the id under which the coming writes of a series go. It is greater than all before it; readers see nothing of it
 * until {@link publishVersion}, whatever happens in between.
 */
export async function nextVersion(client: PoolClient): Promise<bigint> {
  const { rows } = await client.query<{ id: string }>("SELECT nextval('data_versions_id_seq') AS id");
  return BigInt(rows[0]?.id ?? 0);
}

/**
 * Publishes what has been written under a version: hashes the series as it now reads, looks for every known pattern of bad
 * data, and stores both. A series that reads as before keeps its version. In the caller's transaction, under the series' lock.
 *
 * @returns Undefined when the series has no bars.
 */
export async function publishVersion(
  client: PoolClient,
  series: Series,
  id: bigint,
  origin: VersionOrigin,
  counts: LoadCounts,
): Promise<DataVersion | undefined> {
  const bars = await readBarColumns(client, series, id);
  if (bars.openTime.length === 0) return undefined;
  const hash = hashBars(bars);
  const newest = await newestVersion(client, series);
  const { score, findings } = await look(client, bars, origin.asOf);
  if (newest?.hash === hash) return { ...newest, score: newest.score ?? score };
  await client.query(INSERT, [
    ...[id, series.symbol, series.timeframe, hash, bars.openTime.length],
    ...[new Date(bars.openTime[0] ?? NaN), new Date(bars.closeTime.at(-1) ?? NaN), origin.source],
    ...[origin.synthetic ?? false, score, JSON.stringify(findings)],
    ...[counts.added, counts.changed, counts.quarantined],
  ]);
  return { id, hash, bars: bars.openTime.length, score };
}

const INSERT = `INSERT INTO data_versions
  (id, symbol, timeframe, hash, bars, first_open_time, last_close_time, source, synthetic, score, findings, added, changed, quarantined)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13, $14)`;

/** What readers of a series get now; undefined where retention took all of it. */
export async function newestVersion(
  client: Pick<PoolClient, "query">,
  { symbol, timeframe }: Series,
): Promise<
  (Omit<DataVersion, "score"> & { readonly score: number | null; readonly loadedAt: Date }) | undefined
> {
  const { rows } = await client.query<VersionRow>(`${SELECT} ORDER BY id DESC LIMIT 1`, [symbol, timeframe]);
  return rows[0] && { ...rows[0], id: BigInt(rows[0].id) };
}

/** The newest version of a series whose raw bars have a hash: what a manifest names, readable for good. */
export async function versionOfHash(
  client: Pick<PoolClient, "query">,
  { symbol, timeframe }: Series,
  hash: string,
): Promise<
  (Omit<DataVersion, "score"> & { readonly score: number | null; readonly loadedAt: Date }) | undefined
> {
  const sql = `${SELECT} AND hash = $3 ORDER BY id DESC LIMIT 1`;
  const { rows } = await client.query<VersionRow>(sql, [symbol, timeframe, hash]);
  return rows[0] && { ...rows[0], id: BigInt(rows[0].id) };
}

interface VersionRow {
  readonly id: string;
  readonly hash: string;
  readonly bars: number;
  readonly score: number | null;
  readonly loadedAt: Date;
}

const SELECT = `SELECT id, hash, bars, score, loaded_at AS "loadedAt" FROM data_versions WHERE symbol = $1 AND timeframe = $2 AND forgotten_at IS NULL`;

async function look(
  client: PoolClient,
  bars: Bars,
  asOf = Infinity,
): Promise<{ score: number; findings: Finding[] }> {
  const actions = await readActions(client, bars.symbol);
  const { score, issues, warnings } = inspectBars(bars, { actions, asOf });
  return { score, findings: [...issues, ...warnings] };
}
