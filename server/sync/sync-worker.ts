import { setTimeout as delay } from "node:timers/promises";
import { refreshLonger } from "#server/aggregates/refresh-longer.ts";
import type { BarStore } from "#server/db.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import { sweepBars } from "#server/retention/sweep-bars.ts";
import { runJob } from "./run-job.ts";
import { runSchedules } from "./run-schedules.ts";

/** What a worker tells of its work. */
export interface WorkerLog {
  info(fields: Readonly<Record<string, unknown>>, words: string): void;
  error(fields: Readonly<Record<string, unknown>>, words: string): void;
}

const LOOK_MS = 1_000;
/** Rules of retention move once a day; they are looked at more often for the sake of who has just set one. */
const SWEEP_MS = 30_000;
/** Between looks for minutes whose longer bars the database could keep ready. */
const REFRESH_MS = 10_000;
const WAITING = `SELECT id FROM sync_jobs WHERE status IN ('queued', 'running', 'cancelling') ORDER BY created_at LIMIT 20`;

/**
 * Runs what is queued, takes up what a worker that died has left, queues what schedules make due, takes away what retention no longer keeps, and has
 * the database keep longer bars ready, until it is asked to stop.
 * Any number of workers may share a database: each sync has one runner.
 */
export async function syncWorker(
  db: BarStore,
  providers: Providers,
  log: WorkerLog,
  signal: AbortSignal,
): Promise<void> {
  const told = new Set<string>();
  const keepHouse = housekeeper(db, log, signal);
  while (!signal.aborted) {
    try {
      await keepHouse();
      await runSchedules(db, providers, Date.now(), (words) => {
        // A schedule that cannot run is looked at every second, and told once.
        if (!told.has(words)) log.error({}, words);
        told.add(words);
      });
      const { rows } = await db.pool.query<{ id: string }>(WAITING);
      for (const { id } of rows) {
        const status = await runJob(db, providers, id, { signal });
        if (status !== undefined) log.info({ sync: id, status }, "sync ended");
      }
    } catch (error) {
      // The database may be away for a moment; nothing is lost, the next look finds what is left.
      log.error(
        { error: error instanceof Error ? error.message : String(error) },
        "worker could not look for work",
      );
    }
    await delay(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** What is done now and then, between two looks at the queue. */
function housekeeper(db: BarStore, log: WorkerLog, signal: AbortSignal): () => Promise<void> {
  let [sweepAt, refreshAt] = [0, 0];
  return async () => {
    if (Date.now() >= sweepAt) {
      sweepAt = Date.now() + SWEEP_MS;
      for (const swept of await sweepBars(db, Date.now(), signal))
        log.info({ ...swept }, "retention took bars");
    }
    if (Date.now() >= refreshAt) {
      refreshAt = Date.now() + REFRESH_MS;
      const series = await refreshLonger(db, signal);
      if (series > 0) log.info({ series }, "longer bars are ready");
    }
  };
}
