import { z } from "zod";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import type { findings } from "#engine/notebook/versions/findings.ts";
import { diffNotebooks, isChanged } from "#engine/notebook/versions/notebook-diff.ts";
import type { Actor } from "#server/access/actor.ts";
import { authorId } from "#server/access/actor.ts";
import { levelOf } from "#server/access/read-access.ts";
import { noteEvent } from "#server/activity/note-event.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { notebookLabel, withTitle } from "#server/notebooks/notebook-label.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";
import { getRevision } from "#server/revisions/get-revision.ts";
import { readText, storeText } from "#server/revisions/store-text.ts";

/** Which fork offers its changes, and what its author says of them. */
export const makeSuggestionInput = z.object({
  id: notebookId.describe("the fork"),
  message: z.string().trim().max(2_000).default(""),
});

/**
 * Offers a fork's changes, as they are now, to the notebook that it was forked from; an earlier offer of the same fork that is still open
 * gives way. Its owner is told.
 *
 * @throws ServerError "conflict" for a notebook that is no fork, or one that says nothing new; "not-found" where the other is gone, or may
 *   not be seen any more.
 */
export async function makeSuggestion(
  db: Database,
  { id, message = "" }: z.input<typeof makeSuggestionInput>,
  actor: Actor,
): Promise<{ suggestionId: string; notebookId: string }> {
  const fork = await forkOf(db, id);
  const target = fork.forkedFrom;
  const notebook = await db.prisma.notebook.findUnique({ where: { id: target }, select: { ownerId: true } });
  if (!notebook || (await levelOf(db, actor, target)) === "none") throw gone();
  const base = await readText(db, fork.forkedRevision);
  if (base === null) throw gone();
  const source = offered(fork, base);
  if (!isChanged(diffNotebooks(parseNotebook(base), parseNotebook(source))))
    throw new ServerError("conflict", "nothing differs from what was forked; change something first");
  const author = authorId(actor);
  return db.prisma.$transaction(async (transaction) => {
    const open = { notebookId: target, forkId: id, status: "open" };
    await transaction.suggestion.updateMany({
      where: open,
      data: { status: "withdrawn", decidedAt: new Date() },
    });
    const [baseHash, hash] = [await storeText(transaction, base), await storeText(transaction, source)];
    const data = { notebookId: target, forkId: id, author, message, baseHash, hash, findings: fork.findings };
    const made = await transaction.suggestion.create({ data });
    const concerns = [{ reader: notebook.ownerId, reason: "suggestion" as const }];
    await noteEvent(transaction, { notebookId: target, kind: "suggested", author, about: message, concerns });
    return { suggestionId: made.id, notebookId: target };
  });
}

interface Fork {
  readonly forkedFrom: string;
  readonly forkedRevision: string;
  readonly source: string;
  readonly findings: z.infer<typeof findings>;
  /** The title that it was given when it was forked. */
  readonly givenTitle: string;
}

async function forkOf(db: Database, id: string): Promise<Fork> {
  const notebook = await db.prisma.notebook.findUnique({ where: { id } });
  if (!notebook?.forkedFrom || !notebook.forkedRevision)
    throw new ServerError(
      "conflict",
      "not a fork; duplicate a notebook and change the copy to suggest changes to it",
    );
  const newest = await db.prisma.revision.findFirst({
    where: { notebookId: id },
    orderBy: { number: "desc" },
  });
  const now = await getRevision(db, { id, number: newest?.number ?? 1 });
  const first = await getRevision(db, { id, number: 1 });
  const { forkedFrom, forkedRevision } = notebook;
  const givenTitle = notebookLabel(first.source).title;
  return { forkedFrom, forkedRevision, source: now.source, findings: [...now.findings], givenTitle };
}

/** The fork's text; the number that its title got when it was forked is no change that anybody meant. */
function offered({ source, givenTitle }: Fork, base: string): string {
  return notebookLabel(source).title === givenTitle ? withTitle(source, notebookLabel(base).title) : source;
}

function gone(): ServerError {
  return new ServerError(
    "not-found",
    "the notebook that this one was forked from is not there; save a copy instead",
  );
}
