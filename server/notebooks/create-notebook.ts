import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { addRevision, hashSource } from "./add-revision.ts";
import { notebookId, notebookSource } from "./notebook-schemas.ts";
import { freeTitle, notebookLabel, withTitle } from "./notebook-label.ts";

/** The text to begin with (empty when absent), an id of the caller's choice, and whether its title may change. */
export const createNotebookInput = z.object({
  id: notebookId.optional(),
  source: notebookSource.optional(),
  freeTitle: z.boolean().default(false).describe("number the title when another notebook has it"),
});

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
  { id = randomUUID(), source: wanted = "", freeTitle: numbered = false }: z.input<typeof createNotebookInput>,
): Promise<CreatedNotebook> {
  return db.prisma.$transaction(async (transaction) => {
    const source = numbered ? await withFreeTitle(transaction, wanted) : wanted;
    const data = [{ id, ...notebookLabel(source), revision: hashSource(source) }];
    const { count } = await transaction.notebook.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new ServerError("conflict", `notebook ${id} exists; choose another id`);
    return { id, revision: await addRevision(transaction, id, source, null) };
  });
}

/** The text under a title that tells it from all other notebooks in a list. */
async function withFreeTitle(transaction: Prisma.TransactionClient, source: string): Promise<string> {
  const others = await transaction.notebook.findMany({ select: { title: true } });
  const { title } = notebookLabel(source);
  const free = freeTitle(title, new Set(others.map((other) => other.title)));
  return free === title ? source : withTitle(source, free);
}
