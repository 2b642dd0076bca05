import { z } from "zod";
import { hashJson } from "#engine/hash.ts";
import { manifest } from "#engine/manifest.ts";
import { NOTEBOOK_LIMITS } from "#engine/notebook/document.ts";
import { inputValue } from "#engine/notebook/input-value.ts";
import { MAX_CODE_CHARS, trade } from "#engine/result.ts";
import type { Prisma } from "#prisma/client/client.ts";
import { authorId, keeperOf, LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import { noteEvent } from "#server/activity/note-event.ts";
import type { Database } from "#server/db.ts";
import { notebookId, revisionHash } from "#server/notebooks/notebook-schemas.ts";
import { sealRevision } from "#server/revisions/add-revision.ts";
import { registerVersion } from "#server/strategies/register-version.ts";
import { runReport, storeReport } from "./run-report.ts";
import { storeTrades } from "./store-trades.ts";

const CURVE_POINTS = 2000;

/** An account over time, thinned: UTC ms and account currency, of one length. */
export const runCurve = z
  .object({
    time: z.array(z.number()).max(CURVE_POINTS),
    equity: z.array(z.number()).max(CURVE_POINTS),
  })
  .refine(({ time, equity }) => time.length === equity.length, {
    error: "curve with as many times as values expected",
  });
export type RunCurve = z.infer<typeof runCurve>;

/** A finished backtest: what went in, what came out, and which cell asked for it. */
export const recordRunInput = z.object({
  manifest,
  resultHash: revisionHash,
  statistics: z.record(z.string().max(100), z.number().nullable()),
  trades: z.array(trade).max(100_000),
  durationMs: z.number().nonnegative().optional(),
  curve: runCurve.optional(),
  report: runReport.optional(),
  code: z.string().max(MAX_CODE_CHARS).optional().describe("the strategy's text; its hash is the manifest's"),
  inputs: z
    .record(z.string().max(200), inputValue)
    .optional()
    .describe("values of the notebook's inputs that were moved; needed to run it again"),
  cells: z
    .string()
    .max(NOTEBOOK_LIMITS.sourceBytes)
    .optional()
    .describe(
      "the cells that it needs, as a notebook's text; with it the run can be repeated by whoever may see it",
    ),
  notebookId: notebookId.optional(),
  notebookRevision: revisionHash.optional(),
  cellId: z.string().max(64).optional(),
});
export type RecordRunInput = z.infer<typeof recordRunInput>;

/** The stored run's id, and whether it was there before. */
export interface RecordedRun {
  readonly id: string;
  readonly known: boolean;
}

/**
 * Stores a finished run with its trades and counts it in the trial ledger, all or nothing.
 * The same manifest with the same result is one run of a workspace, however often it is recorded; one that was removed comes back.
 *
 * @param actor Who found it: it goes into the library of the workspace that they look at.
 * @param line What its trials are counted under where its notebook is not here, such as one that an export left behind.
 */
export async function recordRun(
  db: Database,
  input: RecordRunInput,
  actor: Actor = LOCAL,
  line = "",
): Promise<RecordedRun> {
  const keeper = keeperOf(actor);
  return db.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.run.createMany({
      data: [{ ...runRow(input), ...keeper }],
      skipDuplicates: true,
    });
    const { workspaceId } = keeper;
    const { manifest: made, resultHash } = input;
    const { id } = await transaction.run.findUniqueOrThrow({
      where: { workspaceId_manifestHash_resultHash: { workspaceId, manifestHash: made.hash, resultHash } },
      select: { id: true },
    });
    await registerVersion(transaction, input, actor);
    if (input.report !== undefined) await storeReport(transaction, id, input.report);
    if (count === 0) {
      await transaction.run.update({ where: { id }, data: { removedAt: null } });
      // What was recorded before cells were kept is completed; what is there stays, whoever sends something else.
      if (input.cells !== undefined)
        await transaction.run.updateMany({ where: { id, cells: null }, data: { cells: input.cells } });
      return { id, known: true };
    }
    await storeTrades(transaction, id, input.trades);
    const lineage = (await lineageOf(transaction, input, authorId(actor))) || line;
    await transaction.run.update({ where: { id }, data: { lineage } });
    await transaction.trialLedger.create({ data: ledgerRow(input, lineage) });
    return { id, known: false };
  });
}

function runRow(input: RecordRunInput): Prisma.RunCreateManyInput {
  const { strategy, codeHash, params, settings, data, hash } = input.manifest;
  const capital = settings["capital"];
  const now = new Date();
  return {
    strategyName: strategy.name,
    strategyVersion: strategy.version,
    codeHash,
    paramsHash: hashJson(params),
    params,
    startTime: data.length > 0 ? new Date(Math.min(...data.map((series) => series.firstOpenTime))) : null,
    endTime: data.length > 0 ? new Date(Math.max(...data.map((series) => series.lastCloseTime))) : null,
    capital: typeof capital === "number" ? capital : null,
    manifest: input.manifest as unknown as Prisma.InputJsonValue,
    manifestHash: hash,
    resultHash: input.resultHash,
    metrics: input.statistics,
    symbolsProcessed: new Set(data.map((series) => series.symbol)).size,
    tradesCount: input.trades.length,
    durationMs: input.durationMs ?? null,
    ...(input.curve ? { curve: input.curve } : {}),
    inputs: input.inputs ?? {},
    cells: input.cells ?? null,
    notebookId: input.notebookId ?? null,
    notebookRevision: input.notebookRevision ?? null,
    cellId: input.cellId ?? null,
    completedAt: now,
  };
}

/** What its trials are counted under: forks count with the notebook that their line began with. Its text stays in the history. */
async function lineageOf(
  transaction: Prisma.TransactionClient,
  { notebookId: id, notebookRevision, manifest: made }: RecordRunInput,
  author: string | null,
): Promise<string> {
  if (id === undefined) return "";
  if (notebookRevision !== undefined) await sealRevision(transaction, id, notebookRevision);
  const found = await transaction.notebook.findUnique({ where: { id }, select: { lineage: true } });
  if (!found) return id;
  await noteEvent(transaction, { notebookId: id, kind: "ran", author, about: made.strategy.name });
  return found.lineage;
}

function ledgerRow(
  { manifest: made, statistics }: RecordRunInput,
  lineage: string,
): Prisma.TrialLedgerCreateInput {
  return {
    lineage,
    strategyName: made.strategy.name,
    codeHash: made.codeHash,
    paramsHash: hashJson(made.params),
    dataHash: made.dataHash,
    sharpe: statistics["sharpe"] ?? null,
  };
}
