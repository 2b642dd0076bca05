import type { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { syncId } from "./sync-schemas.ts";

const CANCEL = `UPDATE sync_jobs SET status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE 'cancelling' END,
  finished_at = CASE WHEN status = 'queued' THEN now() END WHERE id = $1 AND status IN ('queued', 'running') RETURNING status`;

/**
 * Asks a sync to stop; what it has stored stays. A running one ends within a second or with its page.
 *
 * @throws ServerError "conflict" when it has ended, "not-found" when there is none.
 */
export async function cancelSync(
  db: BarStore,
  input: z.infer<typeof syncId>,
): Promise<{ readonly status: string }> {
  const { id } = syncId.parse(input);
  const { rows } = await db.pool.query<{ status: string }>(CANCEL, [id]);
  if (rows[0]) return rows[0];
  const { rowCount } = await db.pool.query("SELECT 1 FROM sync_jobs WHERE id = $1", [id]);
  if (rowCount === 0) throw new ServerError("not-found", `unknown sync: ${id}; choose one of the list`);
  throw new ServerError("conflict", "sync has ended already; start another");
}
