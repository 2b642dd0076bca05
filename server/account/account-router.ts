import { asPerson } from "#server/access/as-person.ts";
import { procedure, router } from "#server/trpc.ts";
import { listTokens, makeToken, makeTokenInput, revokeToken, tokenId } from "./api-tokens.ts";
import { beginAccounts, beginAccountsInput } from "./begin-accounts.ts";
import { listSessions, renameInput, renameSelf } from "./own-account.ts";
import { whoAmI } from "./who-am-i.ts";

/** Calls about one's own account; passwords and sessions go over `/api/auth`, which sets cookies. */
export const accountRouter = router({
  me: procedure.query(({ ctx }) => whoAmI(ctx.db, ctx.actor)),
  begin: procedure
    .input(beginAccountsInput)
    .mutation(({ ctx, input }) => beginAccounts(ctx.db, ctx.actor, input)),
  rename: procedure
    .input(renameInput)
    .mutation(({ ctx, input }) => renameSelf(ctx.db, asPerson(ctx.actor), input)),
  sessions: procedure.query(({ ctx }) => listSessions(ctx.db, asPerson(ctx.actor))),
  tokens: procedure.query(({ ctx }) => listTokens(ctx.db, asPerson(ctx.actor))),
  makeToken: procedure
    .input(makeTokenInput)
    .mutation(({ ctx, input }) => makeToken(ctx.db, asPerson(ctx.actor), input)),
  revokeToken: procedure
    .input(tokenId)
    .mutation(({ ctx, input }) => revokeToken(ctx.db, asPerson(ctx.actor), input)),
});
