import { libraryOf } from "#server/access/scope.ts";
import { procedure, router } from "#server/trpc.ts";
import { changeStrategy, changeStrategyInput } from "./change-strategy.ts";
import { getStrategy, getStrategyInput } from "./get-strategy.ts";
import { listStrategies, listStrategiesInput } from "./list-strategies.ts";

/** Calls about the library of strategies. */
export const strategiesRouter = router({
  list: procedure
    .input(listStrategiesInput)
    .query(({ ctx, input }) => listStrategies(ctx.db, input, libraryOf(ctx.actor))),
  get: procedure.input(getStrategyInput).query(({ ctx, input }) => getStrategy(ctx.db, input)),
  change: procedure.input(changeStrategyInput).mutation(({ ctx, input }) => changeStrategy(ctx.db, input)),
});
