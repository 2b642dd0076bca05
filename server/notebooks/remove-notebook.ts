import { z } from "zod";
import type { Database } from "#server/db.ts";
import { forgetTexts } from "#server/revisions/store-text.ts";
import { notebookId } from "./notebook-schemas.ts";

/** Which notebook. */
export const removeNotebookInput = z.object({ id: notebookId });

/** Removes a notebook and its history; runs and the trial ledger stay. Removing what is gone changes nothing. */
export async function removeNotebook(
  db: Database,
  { id }: z.infer<typeof removeNotebookInput>,
): Promise<{ removed: boolean }> {
  const revisions = await db.prisma.revision.findMany({ where: { notebookId: id }, select: { hash: true } });
  const suggestions = await db.prisma.suggestion.findMany({
    where: { notebookId: id },
    select: { hash: true, baseHash: true },
  });
  const { count } = await db.prisma.notebook.deleteMany({ where: { id } });
  await forgetTexts(
    db,
    [...revisions.map(({ hash }) => hash), ...suggestions.flatMap(({ hash, baseHash }) => [hash, baseHash])],
  );
  return { removed: count > 0 };
}
