import { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import type { SyncJob } from "./sync-schemas.ts";
import { syncId, syncJob } from "./sync-schemas.ts";

/** How many syncs to list. */
export const listSyncsInput = z.strictObject({ limit: z.number().int().min(1).max(100).default(20) });

/** A sync with how far it is. Times are UTC ms. */
export interface SyncProgress extends SyncJob {
  readonly symbols: number;
  readonly done: number;
  readonly failed: number;
  readonly fetched: number;
  readonly added: number;
  readonly changed: number;
  readonly quarantined: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** How long it still takes if the rest goes as fast as what is done, ms; null while nothing is done, 0 at the end. */
  readonly etaMs: number | null;
  /** The first symbols that failed, with why. */
  readonly failures: readonly { readonly symbol: string; readonly error: string }[];
}

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const SELECT = `SELECT j.id, j.provider, j.timeframe, j.kind, j.status, j.error, ${ms("j.from_time")} AS "from", ${ms("j.to_time")} AS "to",
    ${ms("j.created_at")} AS "createdAt", ${ms("j.started_at")} AS "startedAt", ${ms("j.finished_at")} AS "finishedAt",
    ${ms("clock_timestamp()")} AS now, t.*
  FROM sync_jobs j CROSS JOIN LATERAL (
    SELECT count(*)::int AS symbols, count(*) FILTER (WHERE status = 'done')::int AS done,
      count(*) FILTER (WHERE status = 'failed')::int AS failed,
      count(*) FILTER (WHERE status IN ('done', 'failed') AND updated_at >= j.started_at)::int AS recent,
      coalesce(sum(fetched), 0)::float8 AS fetched, coalesce(sum(added), 0)::float8 AS added,
      coalesce(sum(changed), 0)::float8 AS changed, coalesce(sum(quarantined), 0)::float8 AS quarantined,
      coalesce((array_agg(json_build_object('symbol', symbol, 'error', error) ORDER BY symbol) FILTER (WHERE status = 'failed'))[1:5], '{}') AS failures
    FROM sync_tasks WHERE job_id = j.id) t`;

/** Lists syncs, newest first, with their progress. */
export async function listSyncs(
  db: BarStore,
  input: z.input<typeof listSyncsInput>,
): Promise<SyncProgress[]> {
  const { limit } = listSyncsInput.parse(input);
  const { rows } = await db.pool.query(`${SELECT} ORDER BY j.created_at DESC, j.id LIMIT $1`, [limit]);
  return rows.map(progressOf);
}

/**
 * Reads how far a sync is.
 *
 * @throws ServerError "not-found".
 */
export async function getSync(db: BarStore, input: z.infer<typeof syncId>): Promise<SyncProgress> {
  const { id } = syncId.parse(input);
  const { rows } = await db.pool.query(`${SELECT} WHERE j.id = $1`, [id]);
  if (rows[0] === undefined)
    throw new ServerError("not-found", `unknown sync: ${id}; choose one of the list`);
  return progressOf(rows[0]);
}

const row = syncJob.extend({
  ...{ symbols: z.number(), done: z.number(), failed: z.number(), recent: z.number() },
  ...{ fetched: z.number(), added: z.number(), changed: z.number(), quarantined: z.number() },
  ...{
    createdAt: z.number(),
    startedAt: z.number().nullable(),
    finishedAt: z.number().nullable(),
    now: z.number(),
  },
  failures: z.array(z.object({ symbol: z.string(), error: z.string() })),
});

function progressOf(found: unknown): SyncProgress {
  const { recent, now, ...job } = row.parse(found);
  return { ...job, etaMs: etaOf(job, recent, now) };
}

function etaOf(job: Omit<SyncProgress, "etaMs">, recent: number, now: number): number | null {
  if (job.finishedAt !== null) return 0;
  if (job.startedAt === null || recent === 0) return null;
  return Math.round(((now - job.startedAt) / recent) * (job.symbols - job.done - job.failed));
}
