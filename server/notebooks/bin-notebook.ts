import { z } from "zod";
import type { Database } from "#server/db.ts";
import { unknownNotebook } from "./get-notebook.ts";
import { notebookId } from "./notebook-schemas.ts";

/** Which notebook, and whether it goes into the bin or comes back. */
export const binNotebookInput = z.object({ id: notebookId, binned: z.boolean() });

/**
 * Puts a notebook into the bin, or takes it out; its text, history and outputs stay as they are.
 *
 * @throws ServerError "not-found" for an unknown notebook.
 */
export async function binNotebook(
  db: Database,
  { id, binned }: z.infer<typeof binNotebookInput>,
): Promise<{ binned: boolean }> {
  const deletedAt = binned ? new Date() : null;
  const { count } = await db.prisma.notebook.updateMany({ where: { id }, data: { deletedAt } });
  if (count === 0) throw unknownNotebook(id);
  return { binned };
}
