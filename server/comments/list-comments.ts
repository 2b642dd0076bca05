import type { z } from "zod";
import type { Comment } from "#prisma/client/client.ts";
import { namesOf } from "#server/account/names-of.ts";
import type { Database } from "#server/db.ts";
import type { listCommentsInput } from "./comment-schemas.ts";

/** One comment as it is shown. */
export interface ListedComment {
  readonly id: string;
  /** Name; null while there are no accounts. */
  readonly author: string | null;
  /** Whether the person who asks wrote it. */
  readonly own: boolean;
  readonly body: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly editedAt: string | null;
}

/** A comment with its answers, and what it is about. */
export interface CommentThread extends ListedComment {
  readonly cellId: string | null;
  /** The text that it is about: a revision, and the beginning of the cell's text then. */
  readonly revision: string;
  readonly quote: string;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
  readonly answers: readonly ListedComment[];
}

/** A notebook's threads, first begun first; answers in their order. */
export async function listComments(
  db: Database,
  { id }: z.infer<typeof listCommentsInput>,
  reader: string | null,
): Promise<CommentThread[]> {
  const all = await db.prisma.comment.findMany({ where: { notebookId: id }, orderBy: { createdAt: "asc" } });
  const names = await namesOf(
    db,
    all.flatMap(({ author, resolvedBy }) => [author ?? "", resolvedBy ?? ""]),
  );
  const nameOf = (account: string | null) =>
    account === null ? null : (names.get(account) ?? "Somebody who left");
  const listed = ({ id: own, author, body, createdAt, editedAt }: Comment): ListedComment => {
    const times = { createdAt: createdAt.toISOString(), editedAt: editedAt?.toISOString() ?? null };
    return { id: own, author: nameOf(author), own: author === reader, body, ...times };
  };
  const answers = Map.groupBy(all, ({ threadId }) => threadId);
  return (answers.get(null) ?? []).map((first): CommentThread => {
    const { cellId, revision, quote, resolvedAt, resolvedBy } = first;
    const settled = { resolvedAt: resolvedAt?.toISOString() ?? null, resolvedBy: nameOf(resolvedBy) };
    const own = (answers.get(first.id) ?? []).map(listed);
    return { ...listed(first), cellId, revision, quote, ...settled, answers: own };
  });
}
