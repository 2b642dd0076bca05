import type { BarStore } from "#server/db.ts";
import type { ShardJob } from "#server/jobs/open-queue.ts";
import { STUDY_CHANNEL } from "./study-events.ts";

const END = `UPDATE study_markets SET status = $3, score = $4, error = $5, worker = $6
  WHERE study_id = $1 AND number = $2 AND status = 'queued'`;

type Market = Pick<ShardJob, "study" | "market">;

/** Records what a study's search came to on a permuted market; one that is recorded already, or no longer asked for, stays as it is. */
export async function recordMarket(
  db: BarStore,
  { study, market }: Market,
  score: number,
  worker: string,
): Promise<void> {
  await db.pool.query(END, [study, market, "done", Number.isFinite(score) ? score : null, null, worker]);
  await db.pool.query("SELECT pg_notify($1, $2)", [STUDY_CHANNEL, study]);
}

/** Records that a study's search could not be run on a permuted market, and why: it counts neither way. */
export async function failMarket(
  db: BarStore,
  { study, market }: Market,
  error: string,
  worker: string,
): Promise<void> {
  await db.pool.query(END, [study, market, "failed", null, error, worker]);
  await db.pool.query("SELECT pg_notify($1, $2)", [STUDY_CHANNEL, study]);
}
