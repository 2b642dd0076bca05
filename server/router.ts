import { authorId } from "./access/actor.ts";
import { levelOf } from "./access/read-access.ts";
import { libraryOf } from "./access/scope.ts";
import { whileAllowed } from "./access/while-allowed.ts";
import { accountRouter } from "./account/account-router.ts";
import { checkHealth } from "./health/check-health.ts";
import { binNotebook, binNotebookInput } from "./notebooks/bin-notebook.ts";
import { createNotebook, createNotebookInput } from "./notebooks/create-notebook.ts";
import { duplicateNotebook, duplicateNotebookInput } from "./notebooks/duplicate-notebook.ts";
import { expectsCompany } from "./collaboration/expects-company.ts";
import { getNotebook, getNotebookInput } from "./notebooks/get-notebook.ts";
import { getSnapshot, getSnapshotInput } from "./notebooks/get-snapshot.ts";
import { listNotebooks, listNotebooksInput } from "./notebooks/list-notebooks.ts";
import { removeNotebook, removeNotebookInput } from "./notebooks/remove-notebook.ts";
import { renameNotebook, renameNotebookInput } from "./notebooks/rename-notebook.ts";
import { saveNotebook, saveNotebookInput } from "./notebooks/save-notebook.ts";
import { saveSnapshot, saveSnapshotInput } from "./notebooks/save-snapshot.ts";
import { pricesVersion } from "./prices/prices-version.ts";
import { listDatasets } from "./prices/list-datasets.ts";
import { getRevision, getRevisionInput } from "./revisions/get-revision.ts";
import { listRevisions, listRevisionsInput } from "./revisions/list-revisions.ts";
import { nameRevision, nameRevisionInput } from "./revisions/name-revision.ts";
import { keepFindings, keepFindingsInput } from "./revisions/keep-findings.ts";
import { lastSeen, lastSeenInput, markSeen, markSeenInput } from "./revisions/note-seen.ts";
import { restoreRevision, restoreRevisionInput } from "./revisions/restore-revision.ts";
import { changeRun, changeRunInput } from "./runs/change-run.ts";
import { getRun, getRunInput } from "./runs/get-run.ts";
import { listRuns, listRunsInput } from "./runs/list-runs.ts";
import { noteRerun, noteRerunInput } from "./runs/note-rerun.ts";
import { recordRun, recordRunInput } from "./runs/record-run.ts";
import { getReport, getReportInput } from "./runs/run-report.ts";
import { noteCall } from "./operations/call-notes.ts";
import { listProviders } from "./providers/list-providers.ts";
import { appProviders } from "./providers/open-providers.ts";
import { acceptSeries, acceptSeriesInput } from "./quality/accept-series.ts";
import { crossCheck, crossCheckInput } from "./quality/cross-check.ts";
import { decideHeld, decideHeldInput } from "./quality/decide-held.ts";
import { getSeriesQuality, seriesInput } from "./quality/get-series-quality.ts";
import { listRetention, previewRule } from "./retention/list-retention.ts";
import { retentionRule, saveRuleInput } from "./retention/retention-schemas.ts";
import { saveRule } from "./retention/save-rule.ts";
import { suggestionsRouter } from "./suggestions/suggestions-router.ts";
import { commentsRouter } from "./comments/comments-router.ts";
import { activityRouter } from "./activity/activity-router.ts";
import { sharesRouter } from "./shares/shares-router.ts";
import { strategiesRouter } from "./strategies/strategies-router.ts";
import { studiesRouter } from "./studies/studies-router.ts";
import { cancelSync } from "./sync/cancel-sync.ts";
import { followSyncs, followSyncsInput } from "./sync/follow-syncs.ts";
import { getSync, listSyncs, listSyncsInput } from "./sync/list-syncs.ts";
import { repairGaps, repairInput } from "./sync/repair-gaps.ts";
import { removeSchedule, saveSchedule, scheduleId, scheduleInput } from "./sync/run-schedules.ts";
import { listScheduleTimes } from "./sync/schedule-times.ts";
import { startSync } from "./sync/start-sync.ts";
import { startSyncInput, syncId } from "./sync/sync-schemas.ts";
import { procedure, router } from "./trpc.ts";
import { refreshBuiltIns } from "./universes/built-in-universes.ts";
import { getUniverse } from "./universes/get-universe.ts";
import { listUniverses } from "./universes/list-universes.ts";
import { listVersions, listVersionsInput } from "./universes/list-versions.ts";
import { previewUniverse, previewUniverseInput } from "./universes/preview-universe.ts";
import { saveUniverse } from "./universes/save-universe.ts";
import { getUniverseInput, saveUniverseInput } from "./universes/universe-definition.ts";
import { invitationsRouter, workspacesRouter } from "./workspaces/workspaces-router.ts";

/** Every call that the app can make; bars travel apart, as Arrow over `/api/bars`. */
export const appRouter = router({
  health: procedure.query(({ ctx }) => checkHealth(ctx.db)),
  account: accountRouter,
  workspaces: workspacesRouter,
  invitations: invitationsRouter,
  shares: sharesRouter,
  suggestions: suggestionsRouter,
  comments: commentsRouter,
  activity: activityRouter,
  notebooks: router({
    list: procedure
      .input(listNotebooksInput)
      .query(({ ctx, input }) => listNotebooks(ctx.db, input, ctx.actor)),
    get: procedure.input(getNotebookInput).query(async ({ ctx, input }) => {
      const [level, company] = [
        await levelOf(ctx.db, ctx.actor, input.id),
        await expectsCompany(ctx.db, ctx.actor, input.id),
      ];
      return { ...(await getNotebook(ctx.db, input)), level, company };
    }),
    revisions: procedure.input(listRevisionsInput).query(({ ctx, input }) => listRevisions(ctx.db, input)),
    revision: procedure.input(getRevisionInput).query(({ ctx, input }) => getRevision(ctx.db, input)),
    nameRevision: procedure
      .input(nameRevisionInput)
      .mutation(({ ctx, input }) => nameRevision(ctx.db, input, authorId(ctx.actor))),
    restore: procedure
      .input(restoreRevisionInput)
      .mutation(({ ctx, input }) => restoreRevision(ctx.db, input, authorId(ctx.actor))),
    keepFindings: procedure
      .input(keepFindingsInput)
      .mutation(({ ctx, input }) => keepFindings(ctx.db, input)),
    lastSeen: procedure
      .input(lastSeenInput)
      .query(({ ctx, input }) => lastSeen(ctx.db, input, authorId(ctx.actor))),
    markSeen: procedure
      .input(markSeenInput)
      .mutation(({ ctx, input }) => markSeen(ctx.db, input, authorId(ctx.actor))),
    create: procedure
      .input(createNotebookInput)
      .mutation(({ ctx, input }) => createNotebook(ctx.db, input, ctx.actor)),
    save: procedure
      .input(saveNotebookInput)
      .mutation(({ ctx, input }) => saveNotebook(ctx.db, input, authorId(ctx.actor))),
    rename: procedure
      .input(renameNotebookInput)
      .mutation(({ ctx, input }) => renameNotebook(ctx.db, input, authorId(ctx.actor))),
    duplicate: procedure
      .input(duplicateNotebookInput)
      .mutation(({ ctx, input }) => duplicateNotebook(ctx.db, input, ctx.actor)),
    bin: procedure.input(binNotebookInput).mutation(({ ctx, input }) => binNotebook(ctx.db, input)),
    snapshot: procedure.input(getSnapshotInput).query(({ ctx, input }) => getSnapshot(ctx.db, input)),
    saveSnapshot: procedure
      .input(saveSnapshotInput)
      .mutation(({ ctx, input }) => saveSnapshot(ctx.db, input)),
    remove: procedure.input(removeNotebookInput).mutation(({ ctx, input }) => removeNotebook(ctx.db, input)),
  }),
  prices: router({
    version: procedure.query(({ ctx }) => pricesVersion(ctx.db)),
    datasets: procedure.query(({ ctx }) => listDatasets(ctx.db)),
  }),
  providers: router({
    list: procedure.query(() => listProviders(appProviders())),
  }),
  quality: router({
    get: procedure.input(seriesInput).query(({ ctx, input }) => getSeriesQuality(ctx.db, input)),
    decide: procedure.input(decideHeldInput).mutation(({ ctx, input }) => decideHeld(ctx.db, input)),
    accept: procedure.input(acceptSeriesInput).mutation(({ ctx, input }) => acceptSeries(ctx.db, input)),
    crossCheck: procedure
      .input(crossCheckInput)
      .mutation(({ ctx, input }) => crossCheck(ctx.db, appProviders(), input)),
  }),
  universes: router({
    list: procedure.query(({ ctx }) => listUniverses(ctx.db)),
    get: procedure.input(getUniverseInput).query(({ ctx, input }) => getUniverse(ctx.db, input)),
    versions: procedure.input(listVersionsInput).query(({ ctx, input }) => listVersions(ctx.db, input)),
    preview: procedure
      .input(previewUniverseInput)
      .query(({ ctx, input }) => previewUniverse(ctx.db, appProviders(), input)),
    save: procedure
      .input(saveUniverseInput)
      .mutation(({ ctx, input }) => saveUniverse(ctx.db, appProviders(), input)),
    refresh: procedure.mutation(({ ctx }) => refreshBuiltIns(ctx.db, appProviders())),
  }),
  syncs: router({
    list: procedure.input(listSyncsInput).query(({ ctx, input }) => listSyncs(ctx.db, input)),
    get: procedure.input(syncId).query(({ ctx, input }) => getSync(ctx.db, input)),
    start: procedure.input(startSyncInput).mutation(async ({ ctx, input }) => {
      const started = await startSync(ctx.db, appProviders(), input);
      noteCall({ sync: started.id });
      return started;
    }),
    repair: procedure
      .input(repairInput)
      .mutation(({ ctx, input }) => repairGaps(ctx.db, appProviders(), input)),
    cancel: procedure.input(syncId).mutation(({ ctx, input }) => cancelSync(ctx.db, input)),
    follow: procedure
      .input(followSyncsInput)
      .subscription(({ ctx, input, signal }) =>
        whileAllowed(ctx, "syncs.follow", input, followSyncs(ctx.db, input, signal)),
      ),
    schedules: procedure.query(({ ctx }) => listScheduleTimes(ctx.db, appProviders())),
    schedule: procedure.input(scheduleInput).mutation(({ ctx, input }) => saveSchedule(ctx.db, input)),
    unschedule: procedure.input(scheduleId).mutation(({ ctx, input }) => removeSchedule(ctx.db, input)),
  }),
  retention: router({
    list: procedure.query(({ ctx }) => listRetention(ctx.db)),
    preview: procedure.input(retentionRule).query(({ ctx, input }) => previewRule(ctx.db, input)),
    save: procedure.input(saveRuleInput).mutation(({ ctx, input }) => saveRule(ctx.db, input)),
  }),
  studies: studiesRouter,
  strategies: strategiesRouter,
  runs: router({
    list: procedure
      .input(listRunsInput)
      .query(({ ctx, input }) => listRuns(ctx.db, input, libraryOf(ctx.actor))),
    get: procedure.input(getRunInput).query(({ ctx, input }) => getRun(ctx.db, input)),
    report: procedure.input(getReportInput).query(({ ctx, input }) => getReport(ctx.db, input)),
    record: procedure.input(recordRunInput).mutation(async ({ ctx, input }) => {
      const stored = await recordRun(ctx.db, input, ctx.actor);
      noteCall({ run: stored.id });
      return stored;
    }),
    change: procedure.input(changeRunInput).mutation(({ ctx, input }) => changeRun(ctx.db, input)),
    noteRerun: procedure
      .input(noteRerunInput)
      .mutation(({ ctx, input }) => noteRerun(ctx.db, input, authorId(ctx.actor))),
  }),
});

/** The shape of {@link appRouter}, for typed clients. */
export type AppRouter = typeof appRouter;
