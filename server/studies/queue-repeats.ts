import type { BarStore } from "#server/db.ts";
import { nextPlace } from "#server/jobs/fair-line.ts";
import type { Queue } from "#server/jobs/open-queue.ts";
import { inTransaction } from "./in-transaction.ts";

const WAITING = "SELECT 1 FROM trial_repeats WHERE status = 'asked' LIMIT 1";
/** Other workers pass over what one takes. */
const TAKE = `UPDATE trial_repeats r SET status = 'queued' FROM studies s WHERE s.id = r.study_id AND (r.study_id, r.walk_window, r.number) IN
    (SELECT study_id, walk_window, number FROM trial_repeats WHERE status = 'asked' ORDER BY asked_at LIMIT 100 FOR UPDATE SKIP LOCKED)
  RETURNING r.study_id AS study, r.walk_window AS "window", r.number, s.owner, s.wave`;

interface Taken {
  readonly study: string;
  readonly window: number;
  readonly number: number;
  readonly owner: string;
  readonly wave: number;
}

/** Queues the trials that are to be run once more, each as a job of its own in its owner's line: all of them, or none. */
export async function queueRepeats(db: BarStore, queue: Queue): Promise<void> {
  const { rowCount } = await db.pool.query(WAITING);
  if (rowCount === 0) return;
  await inTransaction(db, async (client) => {
    const { rows } = await client.query<Taken>(TAKE);
    for (const { window, number, ...of } of rows)
      await queue.add(client, [
        { ...of, keys: [], repeat: { window, number }, priority: await nextPlace(client, of.owner) },
      ]);
  });
}
