import { authorId } from "#server/access/actor.ts";
import { procedure, router } from "#server/trpc.ts";
import { acceptSuggestion, acceptSuggestionInput, closeSuggestion } from "./decide-suggestion.ts";
import { getSuggestion, listSuggestions, listSuggestionsInput, suggestionInput } from "./get-suggestion.ts";
import { makeSuggestion, makeSuggestionInput } from "./make-suggestion.ts";

/** Calls about changes that forks offer to the notebook that they were forked from. */
export const suggestionsRouter = router({
  make: procedure
    .input(makeSuggestionInput)
    .mutation(({ ctx, input }) => makeSuggestion(ctx.db, input, ctx.actor)),
  list: procedure
    .input(listSuggestionsInput)
    .query(({ ctx, input }) => listSuggestions(ctx.db, input, authorId(ctx.actor))),
  get: procedure
    .input(suggestionInput)
    .query(({ ctx, input }) => getSuggestion(ctx.db, input, authorId(ctx.actor))),
  accept: procedure
    .input(acceptSuggestionInput)
    .mutation(({ ctx, input }) => acceptSuggestion(ctx.db, input, ctx.actor)),
  close: procedure
    .input(suggestionInput)
    .mutation(({ ctx, input }) => closeSuggestion(ctx.db, input, ctx.actor)),
});
