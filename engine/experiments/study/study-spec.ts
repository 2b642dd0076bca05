import { z } from "zod";
import { parseParams } from "../../catalogue.ts";
import { EngineError } from "../../errors.ts";
import { statistics } from "../../attribution/statistics/catalogue.ts";
import { pruners } from "../search/pruners/catalogue.ts";
import { samplers } from "../search/catalogue.ts";
import { goal } from "../search/search.ts";
import { MAX_TRIALS } from "../search/sampler.ts";
import { parseSpace, searchSpace } from "../search/space.ts";
import { purgedFolds } from "../validation/purged-folds.ts";
import { walkForward } from "../validation/walk-forward.ts";
import { OWN_OBJECTIVE } from "./own-objective.ts";

const block = z.strictObject({ kind: z.string(), params: z.record(z.string(), z.unknown()).default({}) });

/** A study but for its strategy and bars: what is searched, how, and how it is judged. */
export const studySpec = z.strictObject({
  space: searchSpace,
  sampler: block.default({ kind: "tpe", params: {} }),
  objective: z.string().default("sharpe").describe("kind of a statistic"),
  goal: goal.default("maximise"),
  further: z
    .array(
      z.strictObject({
        objective: z.string().describe("kind of a statistic"),
        goal: goal.default("maximise"),
      }),
    )
    .min(1)
    .max(3)
    .optional()
    .describe(
      "more objectives of the same search: what none beats by all is its front; the first objective chooses on it",
    ),
  trials: z
    .number()
    .int()
    .min(1)
    .max(MAX_TRIALS)
    .default(100)
    .describe("sets to try; in a walk forward, in each window"),
  leastTrades: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(10)
    .describe("sets with fewer round trips are not chosen"),
  folds: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe("parts of the bars that a set is scored on; its score is their mean"),
  walkForward: walkForward.optional().describe("chooses in each window anew; folds then are of its trains"),
  crossValidation: purgedFolds
    .optional()
    .describe(
      "searches anew in each split, on the groups that are not tested; then once more on all, for what is chosen",
    ),
  pruner: block.default({ kind: "none", params: {} }),
  accounts: z
    .enum(["shared", "each"])
    .default("shared")
    .describe("all symbols on one account; or each on its own, scored by their mean"),
  metrics: z
    .array(z.string())
    .max(40)
    .default(["totalReturn", "maxDrawdown"])
    .describe("kinds of statistics that are kept of each trial besides its score"),
  holdOut: z
    .number()
    .min(0)
    .max(0.9)
    .default(0.25)
    .describe("last share of the bars that no trial sees; 0 for none; not used by a walk forward"),
  batch: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .describe("trials that are chosen together and may run at once; part of what decides the result"),
  seed: z.number().int().min(0).max(4_000_000_000).default(1),
  priorTrials: z
    .number()
    .int()
    .min(0)
    .max(1_000_000_000)
    .default(0)
    .describe("evaluations of the same lineage before this study, deleted ones included"),
  priorOpenings: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(0)
    .describe("studies of the same lineage that looked at the held-out bars before this one"),
});
/** A study, defaults filled in. */
export type StudySpec = Readonly<z.output<typeof studySpec>>;
/** A study as it is written. */
export type StudyInput = z.input<typeof studySpec>;

/**
 * Reads a study and looks its blocks up.
 *
 * @param hasOwn Whether a function scores its trials; only then is "custom" an objective.
 * @throws EngineError "bad-param" or "unknown-block" before anything runs.
 */
export function parseStudy(input: unknown, hasOwn = false): StudySpec {
  const spec = parseParams(studySpec, input, { stage: "study" });
  if (spec.walkForward && spec.crossValidation)
    throw new EngineError("bad-param", "walkForward and crossValidation at once; use one of them", {
      field: "crossValidation",
    });
  parseSpace(spec.space);
  samplers.find(spec.sampler.kind).of(spec.sampler.params);
  pruners.find(spec.pruner.kind).of(spec.pruner.params);
  const objectives = hasOwn && spec.objective === OWN_OBJECTIVE ? [] : [spec.objective];
  for (const kind of [...objectives, ...spec.metrics]) statistics.find(kind);
  return spec.further ? withFurther(spec, spec.further) : spec;
}

/** What is searched for besides is kept of each trial, whatever else is. */
function withFurther(spec: StudySpec, further: NonNullable<StudySpec["further"]>): StudySpec {
  const kinds = further.map(({ objective }) => statistics.find(objective).kind);
  const twice = [spec.objective, ...kinds].find((kind, at, all) => all.indexOf(kind) < at);
  if (twice !== undefined) throw bad(`objective ${twice} twice; name each once`, "further");
  if (spec.pruner.kind !== "none")
    throw bad(`pruner ${spec.pruner.kind} with several objectives; use none, or one objective`, "pruner");
  if (samplers.find(spec.sampler.kind).of(spec.sampler.params).isSingle)
    throw bad(
      `method ${spec.sampler.kind} with several objectives; use genetic, random, sobol or grid`,
      "sampler",
    );
  return { ...spec, metrics: [...new Set([...spec.metrics, ...kinds])] };
}

function bad(message: string, field: string): EngineError {
  return new EngineError("bad-param", message, { stage: "study", field });
}

/** Whether what a study tries depends on nothing that was found: its trials may then run in any number at once. */
export function isBlind({ sampler, pruner }: Pick<StudySpec, "sampler" | "pruner">): boolean {
  return pruner.kind === "none" && samplers.find(sampler.kind).of(sampler.params).isBlind;
}

/** A trial as it is stored. */
export const studyTrial = z.strictObject({
  window: z.number().int().min(0).describe("of the walk forward; 0 where there is none"),
  number: z.number().int().min(0),
  values: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  score: z.number().nullable().describe("mean over the folds; null where undefined"),
  folds: z
    .array(z.strictObject({ fold: z.number().int(), score: z.number().nullable() }))
    .describe("in the order in which they were run"),
  trades: z.number().int().describe("round trips over all folds that were run"),
  metrics: z.record(z.string(), z.number().nullable()).default({}).describe("means over the folds"),
  state: z.enum(["complete", "pruned", "failed"]),
  error: z.string().max(500).optional(),
});
/** A stored trial. */
export type StudyTrial = Readonly<z.output<typeof studyTrial>>;
