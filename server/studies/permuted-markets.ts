import type { PoolClient } from "pg";
import type { BarStore } from "#server/db.ts";
import type { ShardJob } from "#server/jobs/open-queue.ts";
import { inTransaction } from "./in-transaction.ts";
import { addStudyEvent, STUDY_CHANNEL } from "./study-events.ts";

/** One at a time: events have ids in the order in which they can be seen, and no two markets tell the same twentieth. */
const LOCK = "SELECT 1 FROM studies WHERE id = $1 FOR UPDATE";
const END = `UPDATE study_markets SET status = $3, score = $4, error = $5, worker = $6
  WHERE study_id = $1 AND number = $2 AND status = 'queued'`;
const COUNT = `SELECT count(*)::int AS asked, count(*) FILTER (WHERE status = 'done')::int AS done,
    count(*) FILTER (WHERE status = 'failed')::int AS failed FROM study_markets WHERE study_id = $1`;
/** Progress is told at every twentieth. */
const PARTS = 20;

type Market = Pick<ShardJob, "study" | "market">;

interface Ended {
  readonly status: "done" | "failed";
  readonly score: number | null;
  readonly error: string | null;
}

/** Records what a study's search came to on a permuted market; one that is recorded already, or no longer asked for, stays as it is. */
export function recordMarket(db: BarStore, market: Market, score: number, worker: string): Promise<void> {
  return endMarket(
    db,
    market,
    { status: "done", score: Number.isFinite(score) ? score : null, error: null },
    worker,
  );
}

/** Records that a study's search could not be run on a permuted market, and why: it counts neither way. */
export function failMarket(db: BarStore, market: Market, error: string, worker: string): Promise<void> {
  return endMarket(db, market, { status: "failed", score: null, error }, worker);
}

async function endMarket(
  db: BarStore,
  { study, market }: Market,
  ended: Ended,
  worker: string,
): Promise<void> {
  const { status, score, error } = ended;
  await inTransaction(db, async (client) => {
    await client.query(LOCK, [study]);
    const { rowCount } = await client.query(END, [study, market, status, score, error, worker]);
    if (rowCount === 1) await tellMarkets(client, study, { always: false });
  });
  await db.pool.query("SELECT pg_notify($1, $2)", [STUDY_CHANNEL, study]);
}

/** Tells a study's followers how far its permutation test is: with every twentieth, or always. The caller holds the study's row. */
export async function tellMarkets(
  client: PoolClient,
  study: string,
  { always }: { readonly always: boolean },
): Promise<void> {
  const { rows } = await client.query<{ asked: number; done: number; failed: number }>(COUNT, [study]);
  const { asked = 0, done = 0, failed = 0 } = rows[0] ?? {};
  const partOf = (ended: number): number => Math.floor((PARTS * ended) / Math.max(1, asked));
  if (always || partOf(done + failed) !== partOf(done + failed - 1))
    await addStudyEvent(client, study, { type: "markets", asked, done, failed });
}
