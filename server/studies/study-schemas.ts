import { z } from "zod";
import { ADJUSTMENTS, symbolText } from "#engine/data/bars-request.ts";
import { CALENDAR_IDS, TIMEFRAMES } from "#engine/market/bars.ts";
import { studySpec } from "#engine/experiments/study/study-spec.ts";
import { strategySource, studyRunOptions } from "#server/sandbox/trial-task.ts";

/** The most trials of one study, all windows counted. */
export const MAX_TRIALS = 100_000;
/** The most symbols of one study. */
export const MAX_STUDY_SYMBOLS = 1_000;

/** How a study stands; a paused one can go on, the last three have ended. */
export const STUDY_STATUSES = ["queued", "running", "paused", "completed", "failed", "cancelled"] as const;
/** See {@link STUDY_STATUSES}. */
export type StudyStatus = (typeof STUDY_STATUSES)[number];

/** How a trial ended. */
export const TRIAL_STATUSES = ["completed", "pruned", "failed"] as const;

const time = z.number().min(-8.64e15).max(8.64e15);

/** The part of a symbol's bars that a study runs on, and what they must be: a cell's own bars are found again by it. */
export const barsPart = z.strictObject({
  first: time.describe("UTC ms: open of the first bar"),
  last: time.describe("UTC ms: open of the last bar"),
  hash: z.string().length(64).describe("of the columns"),
  calendar: z.enum(CALENDAR_IDS).optional(),
});
/** See {@link barsPart}. */
export type BarsPart = z.infer<typeof barsPart>;

/** All that a study is asked for. */
export const createStudyInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  strategy: strategySource,
  symbols: z
    .array(symbolText)
    .min(1)
    .max(MAX_STUDY_SYMBOLS)
    .refine((all) => new Set(all).size === all.length, "name each symbol once"),
  timeframe: z.enum(TIMEFRAMES).default("1d"),
  adjust: z.enum(ADJUSTMENTS).default("splits"),
  parts: z.record(symbolText, barsPart).optional().describe("by symbol; all bars where absent"),
  options: studyRunOptions.default({}),
  study: studySpec,
  reuse: z.boolean().default(false).describe("give the same study of the same owner where there is one"),
  trialSeconds: z.number().int().min(1).max(600).default(30).describe("longest time of one run"),
  memoryMb: z.number().int().min(64).max(1_024).default(256).describe("heap of the strategy's code"),
  notebookId: z.string().max(100).optional(),
  notebookRevision: z.string().max(100).optional(),
  cellId: z.string().max(100).optional(),
});
/** {@link createStudyInput} as a caller gives it, defaults left out. */
export type CreateStudyInput = z.input<typeof createStudyInput>;

/** What is stored of it: the code under its hash, and the data version of every symbol that has one of its own. */
export const studyRequest = createStudyInput.omit({ reuse: true }).extend({
  strategy: z.union([
    strategySource,
    z.strictObject({ kind: z.literal("bundle"), hash: z.string(), name: z.string() }),
  ]),
  versions: z.record(z.string(), z.string()),
});
/** See {@link studyRequest}. */
export type StudyRequest = z.infer<typeof studyRequest>;

/** Which study. */
export const studyId = z.strictObject({ id: z.uuid() });

/** What happens to a study, as whoever follows it is told. */
export const studyEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("status"), status: z.enum(STUDY_STATUSES), error: z.string().nullable() }),
  z.object({
    type: z.literal("progress"),
    planned: z.number(),
    done: z.number(),
    failed: z.number(),
    bestTrial: z.number().nullable(),
    bestObjective: z.number().nullable(),
  }),
]);
/** See {@link studyEvent}. */
export type StudyEvent = z.infer<typeof studyEvent>;
