import { z } from "zod";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { addRevision, hashSource } from "./add-revision.ts";
import { unknownNotebook } from "./get-notebook.ts";
import { notebookId, notebookSource, revisionHash } from "./notebook-schemas.ts";
import { notebookLabel } from "./notebook-label.ts";

/** The new text, and the revision that it was written over. */
export const saveNotebookInput = z.object({
  id: notebookId,
  source: notebookSource,
  baseRevision: revisionHash,
});

/**
 * Saves a notebook's text as its next revision. Saving what is already there changes nothing.
 *
 * @returns The revision that is now current.
 * @throws ServerError "conflict" with the current revision in `details` when someone saved in between;
 *   "not-found" for an unknown notebook.
 */
export async function saveNotebook(
  db: Database,
  { id, source, baseRevision }: z.infer<typeof saveNotebookInput>,
): Promise<{ revision: string }> {
  return db.prisma.$transaction(async (transaction) => {
    // Locks the row: two saves over one base are told apart by who comes second.
    await transaction.$queryRaw`SELECT id FROM notebooks WHERE id = ${id} FOR UPDATE`;
    const current = await transaction.notebook.findUnique({ where: { id } });
    if (!current) throw unknownNotebook(id);
    const revision = hashSource(source);
    if (current.revision === revision) return { revision };
    if (current.revision !== baseRevision) throw savedInBetween(current.revision);
    await addRevision(transaction, id, source, baseRevision);
    await transaction.notebook.update({ where: { id }, data: { revision, ...notebookLabel(source), updatedAt: new Date() } });
    return { revision };
  });
}

function savedInBetween(revision: string): ServerError {
  const message = "notebook was changed elsewhere since it was opened; reload it, or save a copy";
  return new ServerError("conflict", message, { revision });
}
