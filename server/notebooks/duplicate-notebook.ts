import { z } from "zod";
import type { Database } from "#server/db.ts";
import { createNotebook, type CreatedNotebook } from "./create-notebook.ts";
import { getNotebook } from "./get-notebook.ts";
import { notebookId } from "./notebook-schemas.ts";

/** Which notebook. */
export const duplicateNotebookInput = z.object({ id: notebookId });

/**
 * Makes a notebook of another one's present text, under a numbered title; its history begins anew.
 *
 * @throws ServerError "not-found" for an unknown notebook.
 */
export async function duplicateNotebook(
  db: Database,
  { id }: z.infer<typeof duplicateNotebookInput>,
): Promise<CreatedNotebook> {
  const { source } = await getNotebook(db, { id });
  return createNotebook(db, { source, freeTitle: true });
}
