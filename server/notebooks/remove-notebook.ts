import { z } from "zod";
import type { Database } from "#server/db.ts";
import { notebookId } from "./notebook-schemas.ts";

/** Which notebook. */
export const removeNotebookInput = z.object({ id: notebookId });

/** Removes a notebook and its history; runs and the trial ledger stay. Removing what is gone changes nothing. */
export async function removeNotebook(
  db: Database,
  { id }: z.infer<typeof removeNotebookInput>,
): Promise<{ removed: boolean }> {
  const { count } = await db.prisma.notebook.deleteMany({ where: { id } });
  // Texts that no other notebook uses go with it.
  await db.prisma.notebookSource.deleteMany({ where: { revisions: { none: {} } } });
  return { removed: count > 0 };
}
