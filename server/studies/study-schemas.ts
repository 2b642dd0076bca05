import { z } from "zod";
import { ADJUSTMENTS, symbolText } from "#engine/data/bars-request.ts";
import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import { executionSettings } from "#engine/execution/settings.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { strategySource } from "#server/sandbox/trial-task.ts";

/** The most trials of one study. */
export const MAX_TRIALS = 100_000;
/** The most symbols of one study. */
export const MAX_STUDY_SYMBOLS = 1_000;

const time = z.number().int().min(-8.64e15).max(8.64e15);
const value = z.union([z.number(), z.string().max(200), z.boolean()]);
const statistic = z.enum(statistics.blocks.map(({ kind }) => kind) as [string, ...string[]]);

/** What one parameter may be: one of some values, or a number of a range. */
export const spaceAxis = z.union([
  z.array(value).min(1).max(10_000),
  z
    .strictObject({
      min: z.number(),
      max: z.number(),
      step: z.number().positive().optional().describe("between values; for a grid ten of them where absent"),
      log: z.boolean().default(false).describe("search it by its logarithm"),
    })
    .refine(({ min, max }) => min <= max, "give the smaller number as min")
    .refine(({ min, log }) => !log || min > 0, "use a min above 0 for a logarithm"),
]);
export type SpaceAxis = z.infer<typeof spaceAxis>;

/** The ways of choosing trials. */
export const STUDY_METHODS = ["grid", "random", "sobol"] as const;

/** How a study stands; a paused one can go on, the last three have ended. */
export const STUDY_STATUSES = ["queued", "running", "paused", "completed", "failed", "cancelled"] as const;
export type StudyStatus = (typeof STUDY_STATUSES)[number];

/** How a trial stands; a dead one took its worker with it every time it was tried. */
export const TRIAL_STATUSES = ["pending", "completed", "failed", "dead"] as const;

/** All that a study is asked for. */
export const createStudyInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  strategy: strategySource,
  symbols: z.array(symbolText).min(1).max(MAX_STUDY_SYMBOLS),
  timeframe: z.enum(TIMEFRAMES).default("1d"),
  adjust: z.enum(ADJUSTMENTS).default("splits"),
  from: time.optional().describe("UTC ms; earlier bars only warm indicators up"),
  to: time.optional().describe("UTC ms, exclusive"),
  space: z
    .record(z.string().min(1).max(200), spaceAxis)
    .refine((axes) => Object.keys(axes).length <= 50, "use 50 parameters or fewer"),
  method: z.enum(STUDY_METHODS).default("grid"),
  trials: z
    .number()
    .int()
    .min(1)
    .max(MAX_TRIALS)
    .optional()
    .describe("of a search; a grid has as many as it has"),
  objective: statistic.default("sharpe"),
  direction: z.enum(["maximize", "minimize"]).default("maximize"),
  metrics: z.array(statistic).max(40).default(["totalReturn", "maxDrawdown", "annualVolatility", "exposure"]),
  folds: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe("stretches of equal time, each an account of its own"),
  portfolio: z.boolean().default(false).describe("all symbols on one account; else each alone, and the mean"),
  minTrades: z.number().int().min(0).max(1e6).default(0).describe("with fewer a trial has no objective"),
  capital: z.number().positive().max(1e15).optional(),
  execution: executionSettings.optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 53 - 1)
    .default(0),
  trialSeconds: z.number().int().min(1).max(600).default(30).describe("longest time of one trial"),
  memoryMb: z.number().int().min(64).max(1_024).default(256).describe("heap of the strategy's code"),
  notebookId: z.string().max(100).optional(),
  notebookRevision: z.string().max(100).optional(),
  cellId: z.string().max(100).optional(),
});
/** {@link createStudyInput} as a caller gives it, defaults left out. */
export type CreateStudyInput = z.input<typeof createStudyInput>;

/** What is stored of it: the code under its hash, and the data version of every symbol that has one of its own. */
export const studyRequest = createStudyInput.extend({
  strategy: z.union([
    strategySource,
    z.strictObject({ kind: z.literal("bundle"), hash: z.string(), name: z.string() }),
  ]),
  versions: z.record(z.string(), z.string()),
});
export type StudyRequest = z.infer<typeof studyRequest>;

/** Which study. */
export const studyId = z.strictObject({ id: z.uuid() });

/** One set of a study, as a search hands it out. */
export type ParamSet = Readonly<Record<string, number | string | boolean>>;

/** What a trial is told by: the sets' values as text, for finding equal ones. */
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
export type StudyEvent = z.infer<typeof studyEvent>;
