import { z } from "zod";
import { LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { sealRevision } from "#server/revisions/add-revision.ts";
import { createNotebook, type CreatedNotebook } from "./create-notebook.ts";
import { getNotebook } from "./get-notebook.ts";
import { notebookId } from "./notebook-schemas.ts";

/** Which notebook. */
export const duplicateNotebookInput = z.object({ id: notebookId });

/**
 * Makes a notebook of another one's present text, under a numbered title: a fork. Its history begins anew, its trials are
 * counted with those of the notebook that the line of forks began with.
 *
 * @throws ServerError "not-found" for an unknown notebook.
 */
export async function duplicateNotebook(
  db: Database,
  { id }: z.infer<typeof duplicateNotebookInput>,
  actor: Actor = LOCAL,
): Promise<CreatedNotebook> {
  const { source, revision } = await getNotebook(db, { id });
  const { lineage } = await db.prisma.notebook.findUniqueOrThrow({ where: { id }, select: { lineage: true } });
  await sealRevision(db.prisma, id, revision);
  return createNotebook(db, { source, freeTitle: true, forkOf: { id, revision, lineage } }, actor);
}
