import { z } from "zod";
import { findings } from "#engine/notebook/versions/findings.ts";
import type { Database } from "#server/db.ts";
import { notebookId, revisionHash } from "#server/notebooks/notebook-schemas.ts";

/** Which text, and what its backtests found. */
export const keepFindingsInput = z.object({ id: notebookId, revision: revisionHash, findings });

/**
 * Keeps what a notebook's backtests found with the newest revision of the text that they ran on, for comparisons.
 *
 * @returns Whether there is such a revision still; what was typed over is forgotten.
 */
export async function keepFindings(
  db: Database,
  { id, revision, findings: found }: z.infer<typeof keepFindingsInput>,
): Promise<{ kept: boolean }> {
  const where = { notebookId: id, hash: revision };
  const newest = await db.prisma.revision.findFirst({ where, orderBy: { number: "desc" } });
  if (!newest) return { kept: false };
  const { count } = await db.prisma.revision.updateMany({
    where: { ...where, number: newest.number },
    data: { findings: found },
  });
  return { kept: count > 0 };
}
