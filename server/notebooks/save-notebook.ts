import { z } from "zod";
import type { Database } from "#server/db.ts";
import type { Prisma } from "#prisma/client/client.ts";
import { ServerError } from "#server/errors.ts";
import { addRevision } from "#server/revisions/add-revision.ts";
import { forgetTexts, hashSource } from "#server/revisions/store-text.ts";
import { unknownNotebook } from "./get-notebook.ts";
import { notebookId, notebookSource, revisionHash } from "./notebook-schemas.ts";
import { notebookLabel } from "./notebook-label.ts";

/** The new text, and the revision that it was written over. */
export const saveNotebookInput = z.object({
  id: notebookId,
  source: notebookSource,
  baseRevision: revisionHash,
  typing: z.boolean().default(false).describe("saved by itself: joins the author's revision of this moment"),
});

/** A text to be saved; `origin` says how it came to be where nobody typed it, `together` who typed it at the same time. */
export type SaveRequest = z.input<typeof saveNotebookInput> & {
  readonly origin?: string;
  readonly together?: readonly (string | null)[];
};

/**
 * Saves a notebook's text as its next revision. Saving what is already there changes nothing.
 *
 * @param author Account of who saves; null while there are none.
 * @returns The revision that is now current.
 * @throws ServerError "conflict" with the current revision in `details` when someone saved in between;
 *   "not-found" for an unknown notebook.
 */
export async function saveNotebook(
  db: Database,
  request: SaveRequest,
  author: string | null = null,
): Promise<{ revision: string }> {
  const { revision, replaced } = await db.prisma.$transaction((transaction) =>
    saveText(transaction, request, author),
  );
  if (replaced !== null) await forgetTexts(db, [replaced]);
  return { revision };
}

/**
 * {@link saveNotebook} inside a transaction of the caller's, who forgets the replaced text afterwards.
 *
 * @returns The revision that is now current, and the text whose place it took while typing; null mostly.
 */
export async function saveText(
  transaction: Prisma.TransactionClient,
  { id, source, baseRevision, typing = false, origin, together = [] }: SaveRequest,
  author: string | null,
): Promise<{ revision: string; replaced: string | null }> {
  // Locks the row: two saves over one base are told apart by who comes second.
  await transaction.$queryRaw`SELECT id FROM notebooks WHERE id = ${id} FOR UPDATE`;
  const current = await transaction.notebook.findUnique({ where: { id } });
  if (!current) throw unknownNotebook(id);
  const revision = hashSource(source);
  if (current.revision === revision) return { revision, replaced: null };
  if (current.revision !== baseRevision) throw savedInBetween(current.revision);
  const entry = { notebookId: id, source, parent: baseRevision, author, typing, together };
  const { replaced } = await addRevision(transaction, { ...entry, ...(origin === undefined ? {} : { origin }) });
  const data = { revision, ...notebookLabel(source), updatedAt: new Date() };
  await transaction.notebook.update({ where: { id }, data });
  return { revision, replaced };
}

function savedInBetween(revision: string): ServerError {
  const message = "notebook was changed elsewhere since it was opened; reload it, or save a copy";
  return new ServerError("conflict", message, { revision });
}
