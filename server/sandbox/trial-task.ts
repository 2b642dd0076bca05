import type { TrialOutcome } from "#engine/experiments/study/evaluate-trial.ts";
import type { StudySpec } from "#engine/experiments/study/study-spec.ts";
import { executionSettings } from "#engine/execution/settings.ts";
import type { Bars } from "#engine/market/bars.ts";
import { z } from "zod";

/** A name that code may give its strategy. */
const identifier = z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/, "use the name of a variable");

/** Where a study's strategy comes from: the catalogue, a spec as plain data, or JavaScript that defines it under a name. */
export const strategySource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("built-in"), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal("spec"), spec: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    kind: z.literal("code"),
    code: z.string().max(2_000_000).describe("statements without types and imports; the engine is in scope"),
    name: identifier.describe("the variable that holds the strategy"),
  }),
]);
export type StrategySource = z.infer<typeof strategySource>;

const time = z.number().int().min(-8.64e15).max(8.64e15);

/** What a run's options are where they are plain data, bars apart. */
export const studyRunOptions = z.strictObject({
  params: z.record(z.string(), z.unknown()).optional().describe("those that are not searched"),
  capital: z.number().positive().max(1e15).optional(),
  execution: z
    .record(z.string(), z.unknown())
    .refine((given) => executionSettings.safeParse(given).success, "use settings of an execution")
    .optional()
    .describe("as written: what is absent is the strategy's own"),
  from: time.optional().describe("UTC ms; earlier bars only warm indicators up"),
  to: time.optional().describe("UTC ms, exclusive"),
  periodsPerYear: z.number().positive().max(1e6).optional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 53 - 1)
    .optional(),
});
/** Options of a study's runs. */
export type StudyRunOptions = z.output<typeof studyRunOptions>;

/** What all runs of a study share. */
export interface TrialTask extends Pick<StudySpec, "objective" | "metrics" | "accounts"> {
  readonly source: StrategySource;
  readonly bars: readonly Bars[];
  readonly options: StudyRunOptions;
}

/** What a strategy is, once its code has run. */
export interface OpenedStrategy {
  readonly name: string;
  readonly version: string;
  readonly codeHash: string;
}

/** What came of a run, and how long it took. Returns are little-endian float64. */
export interface RunOutcome extends Omit<TrialOutcome, "returns"> {
  readonly returns: Uint8Array;
  readonly durationMs: number;
}
