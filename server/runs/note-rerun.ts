import { z } from "zod";
import type { Database } from "#server/db.ts";
import { revisionHash } from "#server/notebooks/notebook-schemas.ts";
import { unknownRun } from "./unknown-run.ts";

/** What came of running a saved run again: the hash of the result. */
export const noteRerunInput = z.object({ id: z.uuid(), resultHash: revisionHash });

/**
 * Notes that somebody ran a run again, and whether the same bits came of it. It is the word of whoever did; the newest takes the place of the last.
 *
 * @param by Whose account; null without accounts.
 * @returns Whether the result is the one that was saved.
 * @throws ServerError "not-found" for an unknown id.
 */
export async function noteRerun(
  db: Database,
  { id, resultHash }: z.infer<typeof noteRerunInput>,
  by: string | null,
): Promise<{ readonly same: boolean }> {
  const found = await db.prisma.run.findUnique({ where: { id }, select: { resultHash: true } });
  if (!found) throw unknownRun(id);
  await db.prisma.run.update({
    where: { id },
    data: { rerunHash: resultHash, rerunAt: new Date(), rerunBy: by },
  });
  return { same: found.resultHash === resultHash };
}
