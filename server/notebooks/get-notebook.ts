import { z } from "zod";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { readText } from "#server/revisions/store-text.ts";
import type { NotebookSummary } from "./list-notebooks.ts";
import { notebookId, revisionHash } from "./notebook-schemas.ts";

/** Which notebook, and which of its revisions; the current one when absent. */
export const getNotebookInput = z.object({ id: notebookId, revision: revisionHash.optional() });

/** A notebook with its text. */
export interface OpenedNotebook extends Pick<NotebookSummary, "id" | "title" | "revision" | "updatedAt"> {
  readonly source: string;
  /** Id of the notebook that it was forked from; null for one that began by itself. */
  readonly forkedFrom: string | null;
}

/**
 * Reads a notebook's text at its current revision or at an earlier one.
 *
 * @throws ServerError "not-found" for an unknown notebook, or a revision that is not one of its own.
 */
export async function getNotebook(
  db: Database,
  input: z.infer<typeof getNotebookInput>,
): Promise<OpenedNotebook> {
  const notebook = await db.prisma.notebook.findUnique({ where: { id: input.id } });
  if (!notebook) throw unknownNotebook(input.id);
  const hash = input.revision ?? notebook.revision;
  const revision = await db.prisma.revision.findFirst({
    where: { notebookId: input.id, hash },
  });
  const source = revision && (await readText(db, hash));
  if (source === null) {
    throw new ServerError(
      "not-found",
      `unknown revision: ${hash.slice(0, 12)}; choose one of the notebook's history`,
    );
  }
  const { id, title, updatedAt, forkedFrom } = notebook;
  return { id, title, revision: hash, updatedAt: updatedAt.toISOString(), source, forkedFrom };
}

/** The refusal of an id that names no notebook. */
export function unknownNotebook(id: string): ServerError {
  return new ServerError("not-found", `unknown notebook: ${id}; open one from the list`);
}
