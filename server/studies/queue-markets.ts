import type { BarStore } from "#server/db.ts";
import { nextPlace } from "#server/jobs/fair-line.ts";
import type { Queue } from "#server/jobs/open-queue.ts";
import { inTransaction } from "./in-transaction.ts";

const WAITING = "SELECT 1 FROM study_markets WHERE status = 'asked' LIMIT 1";
/** Other workers pass over what one takes. */
const TAKE = `UPDATE study_markets SET status = 'queued' FROM studies s WHERE s.id = study_id AND (study_id, number) IN
    (SELECT study_id, number FROM study_markets WHERE status = 'asked' ORDER BY study_id, number LIMIT 1000 FOR UPDATE SKIP LOCKED)
  RETURNING study_id AS study, number AS market, s.owner, s.wave`;

interface Taken {
  readonly study: string;
  readonly market: number;
  readonly owner: string;
  readonly wave: number;
}

/** Queues the permuted markets that were asked for, each as a job of its own in its owner's line: all of them, or none. */
export async function queueMarkets(db: BarStore, queue: Queue): Promise<void> {
  const { rowCount } = await db.pool.query(WAITING);
  if (rowCount === 0) return;
  await inTransaction(db, async (client) => {
    const { rows } = await client.query<Taken>(TAKE);
    const ordered = rows.sort((a, b) => a.market - b.market);
    for (const owner of new Set(rows.map((row) => row.owner))) {
      const place = await nextPlace(client, owner);
      const own = ordered.filter((row) => row.owner === owner);
      await queue.add(
        client,
        own.map((row, at) => ({ ...row, keys: [], priority: place - at })),
      );
    }
  });
}
