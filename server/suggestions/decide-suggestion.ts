import { z } from "zod";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";
import { acceptProposals } from "#engine/notebook/versions/notebook-merge.ts";
import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "#server/access/actor.ts";
import { authorId } from "#server/access/actor.ts";
import { levelOf } from "#server/access/read-access.ts";
import { levelHolds } from "#server/access/roles.ts";
import { noteEvent } from "#server/activity/note-event.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { revisionHash } from "#server/notebooks/notebook-schemas.ts";
import { saveText } from "#server/notebooks/save-notebook.ts";
import { findSuggestion, getSuggestion, suggestionInput } from "./get-suggestion.ts";

/** Which of a suggestion's changes are taken over, and upon which text the person saw them. */
export const acceptSuggestionInput = suggestionInput.extend({
  cells: z.array(z.string().max(40)).min(1, "choose a change").max(3_000),
  baseRevision: revisionHash,
});

/**
 * Takes chosen changes of a suggestion over into the notebook as it is now, cell by cell: a revision that names who offered them.
 *
 * @returns The revision that is now current.
 * @throws ServerError "conflict" when someone saved in between, or when it was decided already; "not-found" for an unknown one.
 */
export async function acceptSuggestion(
  db: Database,
  { cells, baseRevision, ...which }: z.infer<typeof acceptSuggestionInput>,
  actor: Actor,
): Promise<{ revision: string }> {
  const decider = authorId(actor);
  const { base, source, author, message } = await getSuggestion(db, which, decider);
  const { id } = which;
  const now = await getNotebook(db, { id });
  const merged = acceptProposals(
    parseNotebook(base),
    parseNotebook(now.source),
    parseNotebook(source),
    new Set(cells),
  );
  const origin = author === null ? "accepted a suggestion" : `accepted from ${author}`;
  return db.prisma.$transaction(async (transaction) => {
    await decide(transaction, which.suggestionId, {
      status: "accepted",
      decidedBy: decider,
      accepted: cells,
    });
    const request = { id, source: printNotebook(merged), baseRevision, origin };
    const { revision } = await saveText(transaction, request, decider);
    await tell(transaction, db, which, { kind: "accepted", author: decider, about: message });
    return { revision };
  });
}

/**
 * Closes a suggestion without taking anything over: its author withdraws it, who may edit the notebook declines it.
 *
 * @throws ServerError "forbidden" for anybody else, "conflict" when it was decided already.
 */
export async function closeSuggestion(
  db: Database,
  which: z.infer<typeof suggestionInput>,
  actor: Actor,
): Promise<{ status: "declined" | "withdrawn" }> {
  const decider = authorId(actor);
  const found = await findSuggestion(db, which);
  const edits = levelHolds(await levelOf(db, actor, which.id), "edit");
  const own = found.author === decider;
  if (!own && !edits)
    throw new ServerError("forbidden", "suggestion of somebody else; its author or an editor closes it");
  const status = own && !(decider === null && edits) ? "withdrawn" : "declined";
  await db.prisma.$transaction(async (transaction) => {
    await decide(transaction, which.suggestionId, { status, decidedBy: decider });
    if (status === "declined")
      await tell(transaction, db, which, { kind: "declined", author: decider, about: found.message });
  });
  return { status };
}

/** Decides a suggestion once: of two who decide at the same time one is told that it was decided. */
async function decide(
  transaction: Prisma.TransactionClient,
  id: string,
  decision: { status: string; decidedBy: string | null; accepted?: string[] },
): Promise<void> {
  const data = { ...decision, decidedAt: new Date() };
  const { count } = await transaction.suggestion.updateMany({ where: { id, status: "open" }, data });
  if (count === 0) throw new ServerError("conflict", "suggestion was decided already; reload the list");
}

async function tell(
  transaction: Prisma.TransactionClient,
  db: Database,
  which: z.infer<typeof suggestionInput>,
  event: { kind: "accepted" | "declined"; author: string | null; about: string },
): Promise<void> {
  const { author: suggestor } = await findSuggestion(db, which);
  const concerns = [{ reader: suggestor, reason: "suggestion" as const }];
  await noteEvent(transaction, { notebookId: which.id, ...event, concerns });
}
