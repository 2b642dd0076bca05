import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";
import { authorId, keeperOf, LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import { notebooksOf } from "#server/access/scope.ts";
import { noteEvent } from "#server/activity/note-event.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { addRevision } from "#server/revisions/add-revision.ts";
import { hashSource } from "#server/revisions/store-text.ts";
import { notebookId, notebookSource } from "./notebook-schemas.ts";
import { freeTitle, notebookLabel, withTitle } from "./notebook-label.ts";

/** The text to begin with (empty when absent), an id of the caller's choice, and whether its title may change. */
export const createNotebookInput = z.object({
  id: notebookId.optional(),
  source: notebookSource.optional(),
  freeTitle: z.boolean().default(false).describe("number the title when another notebook has it"),
});

/** A notebook to be made; `forkOf` says from what it is forked, whose trials count for it, too. */
export type CreateRequest = z.input<typeof createNotebookInput> & {
  readonly forkOf?: { readonly id: string; readonly revision: string; readonly lineage: string };
};

/** A notebook's id and its first revision. */
export interface CreatedNotebook {
  readonly id: string;
  readonly revision: string;
}

/**
 * Creates a notebook.
 *
 * @param actor Whose it is. Where there are accounts the id is always drawn: a chosen one would tell which are taken.
 * @throws ServerError "conflict" when the chosen id is taken.
 */
export async function createNotebook(
  db: Database,
  { id: chosen, source: wanted = "", freeTitle: numbered = false, forkOf }: CreateRequest,
  actor: Actor = LOCAL,
): Promise<CreatedNotebook> {
  return db.prisma.$transaction(async (transaction) => {
    const id = (actor.kind === "local" ? chosen : undefined) ?? randomUUID();
    const source = numbered ? await withFreeTitle(transaction, wanted, actor) : wanted;
    const line = {
      lineage: forkOf?.lineage ?? id,
      forkedFrom: forkOf?.id ?? null,
      forkedRevision: forkOf?.revision ?? null,
    };
    const data = [{ id, ...notebookLabel(source), revision: hashSource(source), ...line, ...keeperOf(actor) }];
    const { count } = await transaction.notebook.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new ServerError("conflict", `notebook ${id} exists; choose another id`);
    const author = authorId(actor);
    const { hash } = await addRevision(transaction, { notebookId: id, source, parent: null, author });
    const { title } = notebookLabel(source);
    await noteEvent(transaction, { notebookId: id, kind: forkOf ? "forked" : "created", author, about: title });
    return { id, revision: hash };
  });
}

/** The text under a title that tells it from all other notebooks in the person's list. */
async function withFreeTitle(
  transaction: Prisma.TransactionClient,
  source: string,
  actor: Actor,
): Promise<string> {
  const others = await transaction.notebook.findMany({ where: notebooksOf(actor), select: { title: true } });
  const { title } = notebookLabel(source);
  const free = freeTitle(title, new Set(others.map((other) => other.title)));
  return free === title ? source : withTitle(source, free);
}
