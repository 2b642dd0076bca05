import type { BarStore } from "#server/db.ts";
import { listWorkers } from "#server/jobs/list-workers.ts";
import type { Metrics } from "./metrics.ts";

const STUDIES = `SELECT status, count(*)::float8 AS count FROM studies GROUP BY 1`;
const RUNS = `SELECT e.status, count(*)::float8 AS count FROM study_evaluations e
  JOIN studies s ON s.id = e.study_id AND s.status = 'running' AND s.wave = e.wave GROUP BY 1`;

interface Tally {
  readonly status: string;
  readonly count: number;
}

/** Adds figures of the workers, whichever machine they are on, and of what waits for them. */
export function addWorkers(metrics: Metrics, db: BarStore): void {
  const tally = async (sql: string) =>
    (await db.pool.query<Tally>(sql)).rows.map(({ status, count }) => [{ status }, count] as const);
  metrics.gauge("lookback_worker_memory_bytes", "Memory of each worker, without its jails.", async () =>
    (await listWorkers(db)).flatMap(({ id: worker, host, rssBytes, heapBytes }) => [
      [{ host, worker, kind: "rss" }, rssBytes] as const,
      [{ host, worker, kind: "heap" }, heapBytes] as const,
    ]),
  );
  metrics.gauge("lookback_worker_slots", "Runs that each worker does at the same time.", async () =>
    (await listWorkers(db)).map(({ id: worker, host, slots }) => [{ host, worker }, slots] as const),
  );
  metrics.gauge("lookback_studies", "Studies by status.", () => tally(STUDIES));
  metrics.gauge("lookback_study_runs", "Runs of studies that are under way, by status.", () => tally(RUNS));
}
