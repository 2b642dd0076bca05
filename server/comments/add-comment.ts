import type { z } from "zod";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import type { Prisma } from "#prisma/client/client.ts";
import { noteEvent } from "#server/activity/note-event.ts";
import type { Concerned } from "#server/activity/note-event.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { unknownNotebook } from "#server/notebooks/get-notebook.ts";
import { sealRevision } from "#server/revisions/add-revision.ts";
import { readText } from "#server/revisions/store-text.ts";
import type { addCommentInput } from "./comment-schemas.ts";
import { mentionedIn } from "./mentioned.ts";

/** Bounds of what one notebook collects. */
const MAX_COMMENTS = 5_000;
const QUOTE_CHARS = 300;

/**
 * Adds a comment, or an answer to one; the text that it is about stays in the history. The notebook's owner, who is mentioned and who
 * took part in the thread are told.
 *
 * @throws ServerError "not-found" for an unknown notebook, thread or cell, "conflict" where that text was typed over meanwhile,
 *   "over-limit" past 5,000 comments.
 */
export async function addComment(
  db: Database,
  { id, body, revision, cellId, threadId }: z.infer<typeof addCommentInput>,
  author: string | null,
): Promise<{ commentId: string }> {
  return db.prisma.$transaction(async (transaction) => {
    const notebook = await transaction.notebook.findUnique({ where: { id }, select: { ownerId: true } });
    if (!notebook) throw unknownNotebook(id);
    if ((await transaction.comment.count({ where: { notebookId: id } })) >= MAX_COMMENTS)
      throw new ServerError("over-limit", `notebook has ${MAX_COMMENTS} comments; remove some of them`);
    const thread = threadId === undefined ? null : await openThread(transaction, id, threadId);
    const quote = thread || cellId === undefined ? "" : await quoteOf(transaction, id, revision, cellId);
    await sealRevision(transaction, id, revision);
    const place = {
      threadId: threadId ?? null,
      cellId: thread ? thread.cellId : (cellId ?? null),
      revision,
      quote,
    };
    const made = await transaction.comment.create({ data: { notebookId: id, author, body, ...place } });
    const mentioned = await mentionedIn(transaction, id, body);
    const concerns: Concerned[] = [
      ...mentioned.map((reader): Concerned => ({ reader, reason: "mention" })),
      ...(thread?.people ?? []).map((reader): Concerned => ({ reader, reason: "answer" })),
      { reader: notebook.ownerId, reason: "owner" },
    ];
    const kind = thread ? "answered" : "commented";
    const about = { about: body, threadId: threadId ?? made.id };
    await noteEvent(transaction, { notebookId: id, kind, author, ...about, concerns });
    return { commentId: made.id };
  });
}

/** A thread that is answered: its cell, and who took part; it is open again. */
async function openThread(
  transaction: Prisma.TransactionClient,
  notebookId: string,
  id: string,
): Promise<{ readonly cellId: string | null; readonly people: readonly (string | null)[] }> {
  const found = await transaction.comment.findFirst({
    where: { id, notebookId, threadId: null },
    include: { answers: { select: { author: true } } },
  });
  if (!found) throw unknownComment();
  if (found.resolvedAt !== null)
    await transaction.comment.update({ where: { id }, data: { resolvedAt: null, resolvedBy: null } });
  return { cellId: found.cellId, people: [found.author, ...found.answers.map(({ author }) => author)] };
}

/** The beginning of the text of the cell that is commented on. */
async function quoteOf(
  transaction: Prisma.TransactionClient,
  notebookId: string,
  revision: string,
  cellId: string,
): Promise<string> {
  const there = await transaction.revision.findFirst({ where: { notebookId, hash: revision } });
  const source = there && (await readText({ prisma: transaction }, revision));
  if (source === null)
    throw new ServerError("conflict", "this text was changed meanwhile; send the comment again");
  const cell = parseNotebook(source).cells.find((one) => one.id === cellId);
  if (!cell) throw new ServerError("not-found", `unknown cell: ${cellId}; comment on one of the notebook's`);
  return cell.source.slice(0, QUOTE_CHARS);
}

/** The refusal of an id that names no comment of the notebook. */
export function unknownComment(): ServerError {
  return new ServerError("not-found", "unknown comment; it may have been removed: reload the page");
}
