import { authorId } from "#server/access/actor.ts";
import { procedure, router } from "#server/trpc.ts";
import { addComment } from "./add-comment.ts";
import { changeComment, resolveThread } from "./change-comment.ts";
import {
  addCommentInput,
  changeCommentInput,
  listCommentsInput,
  resolveThreadInput,
} from "./comment-schemas.ts";
import { listComments } from "./list-comments.ts";
import { readersOf } from "./mentioned.ts";

/** Calls about what people say about a notebook. */
export const commentsRouter = router({
  list: procedure
    .input(listCommentsInput)
    .query(({ ctx, input }) => listComments(ctx.db, input, authorId(ctx.actor))),
  people: procedure.input(listCommentsInput).query(({ ctx, input }) => readersOf(ctx.db.prisma, input.id)),
  add: procedure
    .input(addCommentInput)
    .mutation(({ ctx, input }) => addComment(ctx.db, input, authorId(ctx.actor))),
  change: procedure
    .input(changeCommentInput)
    .mutation(({ ctx, input }) => changeComment(ctx.db, input, authorId(ctx.actor))),
  resolve: procedure
    .input(resolveThreadInput)
    .mutation(({ ctx, input }) => resolveThread(ctx.db, input, authorId(ctx.actor))),
});
