import { longerCountsOf } from "#server/aggregates/longer-counts.ts";
import type { BarStore } from "#server/db.ts";
import { indicatorReads } from "#server/indicator-cache/indicator-counts.ts";
import { barCachesOf, indicatorCachesOf } from "#server/prices/cache/bar-caches.ts";
import { createMetrics } from "./metrics.ts";
import { addWorkers } from "./worker-metrics.ts";
import type { Counter, Histogram, Metrics } from "./metrics.ts";

/** The figures of the app. */
export interface AppMetrics {
  /** Duration of calls, by route and outcome. */
  readonly calls: Histogram;
  /** Calls that were refused because there were too many. */
  readonly limited: Counter;
  text(): Promise<string>;
}

const SYNC_ROWS = `SELECT j.provider, coalesce(sum(t.fetched), 0)::float8 AS fetched, coalesce(sum(t.added), 0)::float8 AS added,
  coalesce(sum(t.changed), 0)::float8 AS changed, coalesce(sum(t.quarantined), 0)::float8 AS quarantined
  FROM sync_jobs j JOIN sync_tasks t ON t.job_id = j.id GROUP BY 1`;
const JOBS = `SELECT status, count(*)::float8 AS count FROM sync_jobs GROUP BY 1`;
const STALENESS = `SELECT provider, timeframe, extract(epoch FROM now() - max(through))::float8 AS seconds FROM sync_checkpoints GROUP BY 1, 2`;

const known = new WeakMap<BarStore["pool"], AppMetrics>();
const shared = globalThis as { lookbackMetrics?: typeof known };

/** The figures that go with a database, one set per process however often a bundler loads this module. */
export function appMetrics(db: BarStore): AppMetrics {
  const all = (shared.lookbackMetrics ??= known);
  const before = all.get(db.pool);
  if (before) return before;
  const metrics = createMetrics();
  const made: AppMetrics = {
    calls: metrics.histogram("lookback_call_seconds", "Duration of calls to the server."),
    limited: metrics.counter("lookback_calls_refused_total", "Calls refused because there were too many."),
    text: () => metrics.text(),
  };
  addSyncs(metrics, db);
  addProcess(metrics, db);
  addWorkers(metrics, db);
  all.set(db.pool, made);
  return made;
}

function addSyncs(metrics: Metrics, { pool }: BarStore): void {
  metrics.gauge("lookback_sync_rows", "Rows of all syncs, by provider and what became of them.", async () => {
    const { rows } = await pool.query<Record<string, string | number>>(SYNC_ROWS);
    return rows.flatMap(({ provider, ...counts }) =>
      Object.entries(counts).map(
        ([outcome, count]) => [{ provider: String(provider), outcome }, Number(count)] as const,
      ),
    );
  });
  metrics.gauge("lookback_sync_jobs", "Syncs by status.", async () => {
    const { rows } = await pool.query<{ status: string; count: number }>(JOBS);
    return rows.map(({ status, count }) => [{ status }, count] as const);
  });
  metrics.gauge("lookback_staleness_seconds", "Time since the newest bar that was fetched.", async () => {
    const { rows } = await pool.query<{ provider: string; timeframe: string; seconds: number }>(STALENESS);
    return rows.map(({ provider, timeframe, seconds }) => [{ provider, timeframe }, seconds] as const);
  });
}

const TABLE_BYTES = "SELECT pg_total_relation_size('indicator_cache')::float8 AS bytes";

async function tableBytes({ pool }: BarStore): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(TABLE_BYTES);
  return rows[0]?.bytes ?? 0;
}

function addProcess(metrics: Metrics, db: BarStore): void {
  metrics.gauge("lookback_memory_bytes", "Memory of this process.", async () => {
    const { rss, heapUsed, external } = process.memoryUsage();
    return [
      [{ kind: "rss" }, rss] as const,
      [{ kind: "heap" }, heapUsed] as const,
      [{ kind: "external" }, external] as const,
    ];
  });
  metrics.gauge("lookback_cache_reads", "Symbols read, by the tier that had them.", async () =>
    Object.entries(barCachesOf(db).counts).map(([tier, count]) => [{ tier }, count] as const),
  );
  metrics.gauge("lookback_indicator_reads", "Indicators read, by the tier that had them.", async () =>
    Object.entries(indicatorReads(db)).map(([tier, count]) => [{ tier }, count] as const),
  );
  metrics.gauge("lookback_cache_bytes", "Bytes that caches hold, by what is in them and where.", async () => [
    [{ of: "bars", tier: "memory" }, barCachesOf(db).bytes] as const,
    [{ of: "indicators", tier: "memory" }, indicatorCachesOf(db).bytes] as const,
    [{ of: "indicators", tier: "database" }, await tableBytes(db)] as const,
  ]);
  metrics.gauge(
    "lookback_longer_series",
    "Series of longer bars made of shorter ones, by who made them.",
    async () => Object.entries(longerCountsOf(db)).map(([by, count]) => [{ by }, count] as const),
  );
  metrics.gauge(
    "lookback_database_connections",
    "Connections of this process, by what they do.",
    async () => [
      [{ state: "idle" }, db.pool.idleCount] as const,
      [{ state: "busy" }, db.pool.totalCount - db.pool.idleCount] as const,
      [{ state: "waited for" }, db.pool.waitingCount] as const,
    ],
  );
}
