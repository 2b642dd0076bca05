import type { z } from "zod";
import { noteEvent } from "#server/activity/note-event.ts";
import type { Database } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { unknownComment } from "./add-comment.ts";
import type { changeCommentInput, resolveThreadInput } from "./comment-schemas.ts";

/**
 * Changes the words of one's own comment, or takes it back; the first one of a thread takes its answers along only where there are none of
 * others, else its words are replaced.
 *
 * @throws ServerError "not-found" for a comment that the notebook does not have, "forbidden" for another person's.
 */
export async function changeComment(
  db: Database,
  { id, commentId, body }: z.infer<typeof changeCommentInput>,
  author: string | null,
): Promise<{ removed: boolean }> {
  const found = await db.prisma.comment.findFirst({
    where: { id: commentId, notebookId: id },
    include: { answers: { select: { author: true } } },
  });
  if (!found) throw unknownComment();
  if (found.author !== author)
    throw new ServerError("forbidden", "comment of somebody else; only its author changes it");
  const answered = found.answers.some((answer) => answer.author !== author);
  if (body === null && !answered) {
    await db.prisma.comment.delete({ where: { id: commentId } });
    return { removed: true };
  }
  const data = { body: body ?? "(taken back)", editedAt: new Date() };
  await db.prisma.comment.update({ where: { id: commentId }, data });
  return { removed: false };
}

/**
 * Settles a thread, or opens it again; who took part is told.
 *
 * @throws ServerError "not-found" for a thread that the notebook does not have.
 */
export async function resolveThread(
  db: Database,
  { id, threadId, resolved }: z.infer<typeof resolveThreadInput>,
  author: string | null,
): Promise<{ resolved: boolean }> {
  return db.prisma.$transaction(async (transaction) => {
    const found = await transaction.comment.findFirst({
      where: { id: threadId, notebookId: id, threadId: null },
      include: { answers: { select: { author: true } } },
    });
    if (!found) throw unknownComment();
    if ((found.resolvedAt !== null) === resolved) return { resolved };
    const data = resolved
      ? { resolvedAt: new Date(), resolvedBy: author }
      : { resolvedAt: null, resolvedBy: null };
    await transaction.comment.update({ where: { id: threadId }, data });
    const people = [found, ...found.answers].map((one) => ({
      reader: one.author,
      reason: "answer" as const,
    }));
    const kind = resolved ? "resolved" : "reopened";
    const about = { about: found.body, threadId };
    await noteEvent(transaction, { notebookId: id, kind, author, ...about, concerns: people });
    return { resolved };
  });
}
