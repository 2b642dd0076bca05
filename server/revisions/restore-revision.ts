import { z } from "zod";
import type { Database } from "#server/db.ts";
import { notebookId, revisionHash } from "#server/notebooks/notebook-schemas.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { getRevision, revisionNumber } from "./get-revision.ts";

/** Which revision is to be the newest again, and which one the person saw as the newest. */
export const restoreRevisionInput = z.object({
  id: notebookId,
  number: revisionNumber,
  baseRevision: revisionHash,
});

/**
 * Makes an older text the newest: a revision like any other, so that nothing of what came after it is lost.
 *
 * @returns The revision that is now current.
 * @throws ServerError "conflict" when someone saved in between, "not-found" for an unknown notebook or revision.
 */
export async function restoreRevision(
  db: Database,
  { id, number, baseRevision }: z.infer<typeof restoreRevisionInput>,
  author: string | null = null,
): Promise<{ revision: string }> {
  const { source } = await getRevision(db, { id, number });
  return saveNotebook(db, { id, source, baseRevision, origin: `restored version ${number}` }, author);
}
