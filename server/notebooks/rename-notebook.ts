import { z } from "zod";
import type { Database } from "#server/db.ts";
import { getNotebook } from "./get-notebook.ts";
import { withTitle } from "./notebook-label.ts";
import { notebookId } from "./notebook-schemas.ts";
import { saveNotebook } from "./save-notebook.ts";

/** Which notebook, and its new title. */
export const renameNotebookInput = z.object({ id: notebookId, title: z.string().trim().min(1).max(300) });

/**
 * Gives a notebook another title: a revision like any other, since the title stands in the text.
 *
 * @returns The revision that is now current; text that cannot be read is left as it is.
 * @throws ServerError "conflict" when someone saved in between, "not-found" for an unknown notebook.
 */
export async function renameNotebook(
  db: Database,
  { id, title }: z.infer<typeof renameNotebookInput>,
  author: string | null = null,
): Promise<{ revision: string }> {
  const { source, revision } = await getNotebook(db, { id });
  return saveNotebook(db, { id, source: withTitle(source, title), baseRevision: revision }, author);
}
