import { z } from "zod";
import { strategySource, studyOrder } from "#engine/experiments/study/study-order.ts";

/** The most trials of one study, all windows counted. */
export const MAX_TRIALS = 100_000;

/** How a study stands; a paused one can go on, the last three have ended. */
export const STUDY_STATUSES = ["queued", "running", "paused", "completed", "failed", "cancelled"] as const;
/** See {@link STUDY_STATUSES}. */
export type StudyStatus = (typeof STUDY_STATUSES)[number];

/** How a trial ended. */
export const TRIAL_STATUSES = ["completed", "pruned", "failed"] as const;

/** All that a study is asked for. */
export const createStudyInput = studyOrder.extend({
  strategy: z.union([
    strategySource,
    z
      .strictObject({ kind: z.literal("study"), study: z.uuid() })
      .describe("the strategy of an earlier study, whose trials count with this one's"),
  ]),
  reuse: z.boolean().default(false).describe("give the same study of the same owner where there is one"),
  priority: z
    .enum(["normal", "high"])
    .default("normal")
    .describe("high goes before its owner's other studies; owners take turns all the same"),
  trialSeconds: z.number().int().min(1).max(600).default(30).describe("longest time of one run"),
  memoryMb: z.number().int().min(64).max(1_024).default(256).describe("heap of the strategy's code"),
  notebookId: z.string().max(100).optional(),
  notebookRevision: z.string().max(100).optional(),
  cellId: z.string().max(100).optional(),
  lineage: z
    .string()
    .max(200)
    .optional()
    .describe("what trials and looks at sealed bars are counted by where no notebook is named"),
});
/** {@link createStudyInput} as a caller gives it, defaults left out. */
export type CreateStudyInput = z.input<typeof createStudyInput>;

/** What is stored of it: the code under its hash, and the data version of every symbol that has one of its own. */
export const studyRequest = createStudyInput.omit({ reuse: true }).extend({
  strategy: z.union([
    strategySource,
    z.strictObject({ kind: z.literal("bundle"), hash: z.string(), name: z.string() }),
  ]),
  ownObjective: z.strictObject({ hash: z.string(), name: z.string() }).optional(),
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
  z
    .object({ type: z.literal("markets"), asked: z.number(), done: z.number(), failed: z.number() })
    .describe("how far its permutation test is"),
  z.object({ type: z.literal("bin"), binned: z.boolean() }).describe("it went into the bin, or came back"),
]);
/** See {@link studyEvent}. */
export type StudyEvent = z.infer<typeof studyEvent>;
