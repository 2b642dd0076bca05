import { z } from "zod";
import { noteEvent } from "#server/activity/note-event.ts";
import type { Database } from "#server/db.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";
import { revisionNumber, unknownRevision } from "./get-revision.ts";

/** Which revision, and what it is called from now on. */
export const nameRevisionInput = z.object({
  id: notebookId,
  number: revisionNumber,
  name: z.string().trim().min(1).max(200).nullable().describe("null takes its name away"),
});

/**
 * Names a revision; it then stays as it is, whatever is typed next.
 *
 * @throws ServerError "not-found" for a number that the history does not have.
 */
export async function nameRevision(
  db: Database,
  { id, number, name }: z.infer<typeof nameRevisionInput>,
  author: string | null = null,
): Promise<{ name: string | null }> {
  const where = { notebookId: id, number };
  return db.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.revision.updateMany({ where, data: { name, typing: false } });
    if (count === 0) throw unknownRevision(number);
    if (name !== null) await noteEvent(transaction, { notebookId: id, kind: "named", author, about: name });
    return { name };
  });
}
