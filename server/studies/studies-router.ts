import { keeperOf } from "#server/access/actor.ts";
import { studiesOf } from "#server/access/study-scope.ts";
import { whileAllowed } from "#server/access/while-allowed.ts";
import { procedure, router } from "#server/trpc.ts";
import { allowSource } from "./allow-source.ts";
import { binStudy, binStudyInput } from "./bin-study.ts";
import { controlStudy } from "./control-study.ts";
import { createStudy } from "./create-study.ts";
import { estimateStudy } from "./estimate-study.ts";
import { followStudy, followStudyInput } from "./follow-study.ts";
import { getStudy, listStudies, listStudiesInput } from "./list-studies.ts";
import { keptTrials } from "./kept-trials.ts";
import { listTrials, listTrialsInput } from "./list-trials.ts";
import { permuteStudy, permuteStudyInput, stopPermuting } from "./permute-study.ts";
import { promoteTrial, promoteTrialInput } from "./promote-trial.ts";
import { redriveStudy } from "./redrive-study.ts";
import { removeStudy } from "./remove-study.ts";
import { readRepeat, repeatTrial, repeatTrialInput } from "./repeat-trial.ts";
import { studyOutcome } from "./study-outcome.ts";
import { studyPermutation } from "./study-permutation.ts";
import { studyRecipe } from "./study-recipe.ts";
import { createStudyInput, studyId } from "./study-schemas.ts";

/** Calls about studies. */
export const studiesRouter = router({
  list: procedure
    .input(listStudiesInput)
    .query(({ ctx, input }) => listStudies(ctx.db, input, studiesOf(ctx.actor))),
  get: procedure.input(studyId).query(({ ctx, input }) => getStudy(ctx.db, input)),
  trials: procedure.input(listTrialsInput).query(({ ctx, input }) => listTrials(ctx.db, input)),
  recipe: procedure.input(studyId).query(({ ctx, input }) => studyRecipe(ctx.db, input)),
  outcome: procedure.input(studyId).query(({ ctx, input }) => studyOutcome(ctx.db, input)),
  estimate: procedure.input(createStudyInput).mutation(async ({ ctx, input }) => {
    await allowSource(ctx.db, ctx.actor, input);
    const { ownerId, workspaceId } = keeperOf(ctx.actor);
    return estimateStudy(ctx.db, input, ownerId || undefined, workspaceId);
  }),
  create: procedure.input(createStudyInput).mutation(async ({ ctx, input }) => {
    await allowSource(ctx.db, ctx.actor, input);
    const { ownerId, workspaceId } = keeperOf(ctx.actor);
    return createStudy(ctx.db, input, ownerId || undefined, workspaceId);
  }),
  pause: procedure.input(studyId).mutation(({ ctx, input }) => controlStudy(ctx.db, "pause", input)),
  resume: procedure.input(studyId).mutation(({ ctx, input }) => controlStudy(ctx.db, "resume", input)),
  cancel: procedure.input(studyId).mutation(({ ctx, input }) => controlStudy(ctx.db, "cancel", input)),
  bin: procedure.input(binStudyInput).mutation(({ ctx, input }) => binStudy(ctx.db, input)),
  remove: procedure.input(studyId).mutation(({ ctx, input }) => removeStudy(ctx.db, input)),
  promote: procedure.input(promoteTrialInput).mutation(({ ctx, input }) => promoteTrial(ctx.db, input)),
  kept: procedure.input(studyId).query(({ ctx, input }) => keptTrials(ctx.db, input)),
  repeat: procedure.input(repeatTrialInput).mutation(({ ctx, input }) => repeatTrial(ctx.db, input)),
  repeated: procedure.input(repeatTrialInput).query(({ ctx, input }) => readRepeat(ctx.db, input)),
  redrive: procedure.input(studyId).mutation(({ ctx, input }) => redriveStudy(ctx.db, input)),
  permutation: procedure.input(studyId).query(({ ctx, input }) => studyPermutation(ctx.db, input)),
  permute: procedure.input(permuteStudyInput).mutation(({ ctx, input }) => permuteStudy(ctx.db, input)),
  stopPermuting: procedure.input(studyId).mutation(({ ctx, input }) => stopPermuting(ctx.db, input)),
  follow: procedure
    .input(followStudyInput)
    .subscription(({ ctx, input, signal }) =>
      whileAllowed(ctx, "studies.follow", input, followStudy(ctx.db, input, signal)),
    ),
});
