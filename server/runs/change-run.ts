import { z } from "zod";
import type { Database } from "#server/db.ts";
import { unknownRun } from "./unknown-run.ts";

/** What of a run may change: what is said of it, and whether it is in the list. */
export const changeRunInput = z.object({
  id: z.uuid(),
  note: z.string().max(2000).optional(),
  removed: z.boolean().optional().describe("removed runs are out of the list and can be taken back"),
});

/**
 * Changes a run's note, removes it from the list or takes it back. Trials that it counted for stay counted.
 *
 * @throws ServerError "not-found" for an unknown id.
 */
export async function changeRun(
  db: Database,
  { id, note, removed }: z.infer<typeof changeRunInput>,
): Promise<{ id: string }> {
  const removedAt = removed === undefined ? {} : { removedAt: removed ? new Date() : null };
  const data = { ...(note === undefined ? {} : { note }), ...removedAt };
  const { count } = await db.prisma.run.updateMany({ where: { id }, data });
  if (count === 0) throw unknownRun(id);
  return { id };
}
