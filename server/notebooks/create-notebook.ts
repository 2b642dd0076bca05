import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { addRevision, hashSource } from "./add-revision.ts";
import { notebookId, notebookSource } from "./notebook-schemas.ts";
import { notebookTitle } from "./notebook-title.ts";

/** The text to begin with (empty when absent), and an id of the caller's choice. */
export const createNotebookInput = z.object({ id: notebookId.optional(), source: notebookSource.optional() });

/** A notebook's id and its first revision. */
export interface CreatedNotebook {
  readonly id: string;
  readonly revision: string;
}

/**
 * Creates a notebook.
 *
 * @throws ServerError "conflict" when the chosen id is taken.
 */
export async function createNotebook(
  db: Database,
  { id = randomUUID(), source = "" }: z.infer<typeof createNotebookInput>,
): Promise<CreatedNotebook> {
  return db.prisma.$transaction(async (transaction) => {
    const data = [{ id, title: notebookTitle(source), revision: hashSource(source), updatedAt: new Date() }];
    const { count } = await transaction.notebook.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new ServerError("conflict", `notebook ${id} exists; choose another id`);
    return { id, revision: await addRevision(transaction, id, source, null) };
  });
}
