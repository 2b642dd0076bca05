import { statfs } from "node:fs/promises";
import type { BarStore } from "#server/db.ts";
import type { WorkerInfo } from "#server/jobs/list-workers.ts";
import { listWorkers } from "#server/jobs/list-workers.ts";
import { listProviders } from "#server/providers/list-providers.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { appProviders } from "#server/providers/open-providers.ts";

/** A provider as its syncs have found it, whichever process ran them. */
export interface ProviderState {
  readonly name: string;
  readonly ready: boolean;
  /** Null before the first sync; `at` is UTC ms. */
  readonly lastSync: { readonly status: string; readonly at: number; readonly error: string | null } | null;
}

/** How the server is. Only a database that does not answer makes it unwell; the rest is for people to read. */
export interface Health {
  readonly status: "ok";
  /** Time of one round trip to the database, ms. */
  readonly databaseMs: number;
  /** Syncs that wait, run, and failed within a day. */
  readonly queue: { readonly waiting: number; readonly running: number; readonly failed: number };
  /** Workers that are alive, and what of studies is under way. */
  readonly workers: readonly WorkerInfo[];
  readonly studies: { readonly running: number; readonly waitingRuns: number };
  /** Every provider: whether it has its key, and how the last sync from it ended. */
  readonly providers: readonly ProviderState[];
  /** Hours since the newest fetched bar, by provider and timeframe. */
  readonly staleness: readonly {
    readonly provider: string;
    readonly timeframe: string;
    readonly hours: number;
  }[];
  /** Bytes free where the app stands; null where the system does not tell. */
  readonly diskFreeBytes: number | null;
}

const QUEUE = `SELECT count(*) FILTER (WHERE status = 'queued')::int AS waiting,
  count(*) FILTER (WHERE status IN ('running', 'cancelling'))::int AS running,
  count(*) FILTER (WHERE status = 'failed' AND finished_at > now() - interval '1 day')::int AS failed FROM sync_jobs`;
const STUDIES = `SELECT (SELECT count(*)::int FROM studies WHERE status = 'running') AS running,
  (SELECT count(*)::int FROM study_evaluations e JOIN studies s ON s.id = e.study_id AND s.wave = e.wave
    WHERE s.status = 'running' AND e.status = 'waiting') AS "waitingRuns"`;
const LAST_SYNCS = `SELECT DISTINCT ON (provider) provider, status, (extract(epoch FROM finished_at) * 1000)::float8 AS at,
    coalesce(error, CASE WHEN status = 'failed' THEN (SELECT t.error FROM sync_tasks t WHERE t.job_id = j.id AND t.status = 'failed' ORDER BY symbol LIMIT 1) END) AS error
  FROM sync_jobs j WHERE finished_at IS NOT NULL ORDER BY provider, finished_at DESC`;
const STALENESS = `SELECT provider, timeframe, round(extract(epoch FROM now() - max(through)) / 360)::float8 / 10 AS hours
  FROM sync_checkpoints GROUP BY 1, 2 ORDER BY 1, 2`;

/** Asks the database for a sign of life and what waits in it; throws what the connection throws when there is none. */
export async function checkHealth(db: BarStore, providers: Providers = appProviders()): Promise<Health> {
  const began = performance.now();
  await db.pool.query("SELECT 1");
  const databaseMs = Math.round((performance.now() - began) * 10) / 10;
  const queue = await db.pool.query<Health["queue"]>(QUEUE);
  const studies = await db.pool.query<Health["studies"]>(STUDIES);
  const staleness = await db.pool.query<Health["staleness"][number]>(STALENESS);
  return {
    ...{ status: "ok", databaseMs, queue: queue.rows[0] ?? { waiting: 0, running: 0, failed: 0 } },
    ...{ workers: await listWorkers(db), studies: studies.rows[0] ?? { running: 0, waitingRuns: 0 } },
    providers: await providerStates(db, providers),
    ...{ staleness: staleness.rows, diskFreeBytes: await diskFree() },
  };
}

async function providerStates(db: BarStore, providers: Providers): Promise<ProviderState[]> {
  const { rows } = await db.pool.query<{ provider: string } & NonNullable<ProviderState["lastSync"]>>(
    LAST_SYNCS,
  );
  const byName = new Map(rows.map(({ provider, ...sync }) => [provider, sync]));
  return listProviders(providers).map(({ name, ready }) => ({
    name,
    ready,
    lastSync: byName.get(name) ?? null,
  }));
}

async function diskFree(): Promise<number | null> {
  try {
    // Where the app was started from: its bundle does not know its own folder.
    const { bavail, bsize } = await statfs(process.cwd());
    return bavail * bsize;
  } catch {
    return null; // not every file system tells
  }
}
