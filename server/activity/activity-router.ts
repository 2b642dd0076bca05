import { procedure, router } from "#server/trpc.ts";
import { notebookEvents, notebookEventsInput, workspaceEvents, workspaceEventsInput } from "./list-events.ts";
import { listNotifications, markRead, markReadInput } from "./notifications.ts";

/** Calls about what happened, and about what of it concerns the person who asks. */
export const activityRouter = router({
  notebook: procedure.input(notebookEventsInput).query(({ ctx, input }) => notebookEvents(ctx.db, input)),
  workspace: procedure
    .input(workspaceEventsInput)
    .query(({ ctx, input }) => workspaceEvents(ctx.db, input, ctx.actor)),
  notifications: procedure.query(({ ctx }) => listNotifications(ctx.db, ctx.actor)),
  markRead: procedure.input(markReadInput).mutation(({ ctx, input }) => markRead(ctx.db, input, ctx.actor)),
});
