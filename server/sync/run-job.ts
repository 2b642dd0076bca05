import type { PoolClient } from "pg";
import type { BarStore } from "#server/db.ts";
import { isDatabaseDown } from "#server/error-codes.ts";
import { ServerError } from "#server/errors.ts";
import type { Clock } from "#server/providers/http/clock.ts";
import { systemClock } from "#server/providers/http/clock.ts";
import type { Providers } from "#server/providers/open-providers.ts";
import type { Provider } from "#server/providers/provider.ts";
import { runTask } from "./run-task.ts";
import { syncListings } from "./sync-listings.ts";
import { syncJob } from "./sync-schemas.ts";
import type { SyncJob } from "./sync-schemas.ts";

/** How a job is run. */
export interface RunOptions {
  /** Aborted when the process is asked to stop: the job stays where it is and is taken up by the next runner. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** Symbols that are fetched side by side. */
  readonly lanes?: number;
}

const READ = `SELECT id, provider, timeframe, kind, status, error, (extract(epoch FROM from_time) * 1000)::float8 AS "from",
  (extract(epoch FROM to_time) * 1000)::float8 AS "to" FROM sync_jobs WHERE id = $1`;
const BEGIN = `UPDATE sync_jobs SET status = 'running', started_at = clock_timestamp(), error = NULL
  WHERE id = $1 AND status IN ('queued', 'running')`;
const LEFT = `SELECT symbol FROM sync_tasks WHERE job_id = $1 AND status IN ('pending', 'running') ORDER BY symbol`;
const END = `UPDATE sync_jobs SET status = $2, error = $3, finished_at = clock_timestamp() WHERE id = $1`;
const FAIL = `UPDATE sync_tasks SET status = 'failed', error = $3, updated_at = clock_timestamp() WHERE job_id = $1 AND symbol = $2`;
const SOME_DONE = `SELECT 1 FROM sync_tasks WHERE job_id = $1 AND status <> 'failed' LIMIT 1`;
const LANES = 4;
const WATCH_MS = 500;
/** Symbols in a row, with all tries of each, after which a provider that does not answer is left alone. */
const MOST_DOWN = 8;
/** Trouble of the key or the database: the next symbol would fail alike. */
const FATAL: readonly string[] = ["provider-refused", "provider-quota", "database-down"];

/**
 * Runs a sync to its end, its cancellation or its first fatal trouble. One runner at a time: the job's lock belongs to a connection,
 * so that a runner that dies leaves it free for the next.
 *
 * @returns Undefined when another runner has the job, or it has ended.
 * @throws Error when the database goes away meanwhile: the job goes on with the next runner.
 */
export async function runJob(
  db: BarStore,
  providers: Providers,
  id: string,
  options: RunOptions = {},
): Promise<SyncJob["status"] | undefined> {
  const client = await db.pool.connect();
  const key = `sync ${id}`;
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine",
      [key],
    );
    if (!rows[0]?.mine) return undefined;
    try {
      const job = await readJob(client, id);
      if (job.status === "cancelling") return await end(client, job, "cancelled", null);
      if (job.status !== "queued" && job.status !== "running") return undefined;
      await client.query(BEGIN, [id]);
      return await work(db, client, providers, job, options);
    } finally {
      await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key]);
    }
  } finally {
    client.release();
  }
}

async function work(
  db: BarStore,
  client: PoolClient,
  providers: Providers,
  job: SyncJob,
  { signal, clock = systemClock, lanes = LANES }: RunOptions,
): Promise<SyncJob["status"]> {
  const stop = new AbortController();
  const watch = setInterval(() => void watchCancel(db, job.id, stop), WATCH_MS);
  const both = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  let fatal: unknown;
  let note: string | null = null;
  let down = 0;
  try {
    const provider = providers.get(job.provider);
    const left = (await client.query<{ symbol: string }>(LEFT, [job.id])).rows.map((row) => row.symbol);
    const lane = async () => {
      for (let symbol = left.shift(); symbol !== undefined && !both.aborted; symbol = left.shift()) {
        try {
          await runTask(db, job, symbol, { provider, clock, signal: both });
          down = 0;
        } catch (error) {
          if (both.aborted) return;
          down = isAway(error) ? down + 1 : 0;
          if (isFatal(error) || down >= MOST_DOWN) fatal ??= error;
          if (fatal !== undefined) return stop.abort(fatal);
          await db.pool.query(FAIL, [job.id, symbol, wordsOf(error)]);
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    // Prices are worth having without the lists: what went wrong with these is told with a sync that is complete.
    if (!both.aborted && job.kind === "sync") note = await listingsNote(db, provider, both);
  } catch (error) {
    fatal = error;
  } finally {
    clearInterval(watch);
  }
  // The job stays where it is, and no symbol is to blame: whoever looks next goes on.
  if (isDatabaseDown(fatal)) throw fatal;
  if (fatal !== undefined) return end(client, job, "failed", wordsOf(fatal));
  if (stop.signal.aborted) return end(client, job, "cancelled", null);
  if (signal?.aborted) return "running";
  const { rowCount } = await client.query(SOME_DONE, [job.id]);
  return end(client, job, rowCount === 0 ? "failed" : "completed", note); // why is told by symbol
}

async function listingsNote(db: BarStore, provider: Provider, signal: AbortSignal): Promise<string | null> {
  try {
    await syncListings(db, provider, signal);
    return null;
  } catch (error) {
    return `lists of symbols could not be read: ${wordsOf(error)}`;
  }
}

async function readJob(client: PoolClient, id: string): Promise<SyncJob> {
  const { rows } = await client.query(READ, [id]);
  if (rows[0] === undefined)
    throw new ServerError("not-found", `unknown sync: ${id}; choose one of the list`);
  return syncJob.parse(rows[0]);
}

async function end(
  client: PoolClient,
  job: SyncJob,
  status: SyncJob["status"],
  error: string | null,
): Promise<SyncJob["status"]> {
  await client.query(END, [job.id, status, error]);
  return status;
}

/** A database that cannot be asked now is asked again at the next beat, and tells the tasks itself. */
async function watchCancel(db: BarStore, id: string, stop: AbortController): Promise<void> {
  const asked = await db.pool
    .query("SELECT 1 FROM sync_jobs WHERE id = $1 AND status = 'cancelling'", [id])
    .catch(() => ({ rowCount: 0 }));
  if (asked.rowCount === 1)
    stop.abort(new ServerError("conflict", "sync was cancelled; start it again to go on"));
}

function isFatal(error: unknown): boolean {
  return isDatabaseDown(error) || (error instanceof ServerError && FATAL.includes(error.code));
}

/** One symbol may be too much for a provider; many in a row are its being away, or ours. */
function isAway(error: unknown): boolean {
  return error instanceof ServerError && error.code === "provider-down";
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
