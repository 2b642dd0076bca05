import { z } from "zod";
import { notebookId, revisionHash } from "#server/notebooks/notebook-schemas.ts";

/** What somebody says: text, shown as text. */
export const commentBody = z
  .string()
  .trim()
  .min(1, "is empty; write something")
  .max(5_000, "use 5000 characters or fewer")
  .refine((text) => !text.includes("\0"), "contains a NUL character; remove it");

/** A comment on a notebook or one of its cells, or an answer to one. */
export const addCommentInput = z.object({
  id: notebookId,
  body: commentBody,
  revision: revisionHash.describe("the text that it is about"),
  cellId: z.string().max(32).optional().describe("absent for one on the whole notebook"),
  threadId: z.uuid().optional().describe("the first comment of the thread that is answered"),
});

/** Which comment, and its new words; null takes it back. */
export const changeCommentInput = z.object({
  id: notebookId,
  commentId: z.uuid(),
  body: commentBody.nullable(),
});

/** Which thread, and whether it is settled. */
export const resolveThreadInput = z.object({ id: notebookId, threadId: z.uuid(), resolved: z.boolean() });

/** Which notebook. */
export const listCommentsInput = z.object({ id: notebookId });
