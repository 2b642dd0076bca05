import { initTRPC, TRPCError } from "@trpc/server";
import { authorize } from "./access/authorize.ts";
import { RULES } from "./access/rules.ts";
import type { RequestContext } from "./context.ts";
import { logBug, noteCall } from "./operations/call-notes.ts";
import { tellError } from "./error-codes.ts";

const t = initTRPC.context<RequestContext>().create({
  // A silent line is found dead and taken up again, by the id of the last event that came through.
  sse: { ping: { enabled: true, intervalMs: 5_000 }, client: { reconnectAfterInactivityMs: 15_000 } },
  errorFormatter({ shape, error }) {
    const told = tellError(error.cause ?? error);
    const own = error.code !== "INTERNAL_SERVER_ERROR" && error.cause === undefined;
    const { code, path, httpStatus } = shape.data;
    const data = { code, path, httpStatus, kind: own ? "bad-request" : told.code, details: told.details };
    return { ...shape, message: own ? shape.message : told.message, data };
  },
});

/** Makes a router of procedures; see router.ts. */
export const router = t.router;

/** A procedure that its rule lets pass, and whose trouble comes out under the code that {@link tellError} gives it. */
export const procedure = t.procedure
  .use(async ({ path, next }) => {
    noteCall({ procedure: path });
    const result = await next();
    if (result.ok || result.error.code !== "INTERNAL_SERVER_ERROR") return result;
    const cause = result.error.cause ?? result.error;
    const { answer, message } = tellError(cause);
    if (answer === "INTERNAL_SERVER_ERROR") logBug(cause);
    throw new TRPCError({ code: answer, message, cause });
  })
  .use(async ({ ctx, path, getRawInput, next }) => {
    const actor = await ctx.who();
    await authorize(ctx.db, actor, RULES[path], await getRawInput());
    return next({ ctx: { ...ctx, actor } });
  });
