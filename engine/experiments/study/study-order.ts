import { z } from "zod";
import { ADJUSTMENTS, symbolText } from "../../data/bars-request.ts";
import { executionSettings } from "../../execution/settings.ts";
import { CALENDAR_IDS, TIMEFRAMES } from "../../market/bars.ts";
import { delisting } from "../../market/delisting.ts";
import { plainBlocks } from "./plain-blocks.ts";
import { studySpec } from "./study-spec.ts";

/** The most symbols of one study. */
export const MAX_STUDY_SYMBOLS = 1_000;

/** A name that code may give its strategy. */
const identifier = z.string().regex(/^[A-Za-z_$][\w$]{0,99}$/, "use the name of a variable");

const code = z
  .string()
  .max(2_000_000)
  .describe("statements without types and imports; the engine is in scope");

/** JavaScript that defines a function under a name. */
export const functionCode = z.strictObject({
  code,
  name: identifier.describe("the variable that holds the function"),
});
/** See {@link functionCode}. */
export type FunctionCode = z.infer<typeof functionCode>;

/** Where a study's strategy comes from: the catalogue, a spec as plain data, or JavaScript that defines it under a name. */
export const strategySource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("built-in"), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal("spec"), spec: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    kind: z.literal("code"),
    code,
    name: identifier.describe("the variable that holds the strategy"),
  }),
]);
/** See {@link strategySource}. */
export type StrategySource = z.infer<typeof strategySource>;

const time = z.number().min(-8.64e15).max(8.64e15);

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
  ...plainBlocks,
  delistings: z.array(delisting).max(100_000).optional().describe("of symbols whose bars end before others'"),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 53 - 1)
    .optional(),
});
/** Options of a study's runs. */
export type StudyRunOptions = z.output<typeof studyRunOptions>;

/** The part of a symbol's bars that a study runs on, and what they must be: a cell's own bars are found again by it. */
export const barsPart = z.strictObject({
  first: time.describe("UTC ms: open of the first bar"),
  last: time.describe("UTC ms: open of the last bar"),
  hash: z.string().length(64).describe("of the columns"),
  calendar: z.enum(CALENDAR_IDS).optional(),
});
/** See {@link barsPart}. */
export type BarsPart = z.infer<typeof barsPart>;

/** A study as it is sent to whoever runs it: code, the names of data, options, search. */
export const studyOrder = z.strictObject({
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
  ownObjective: functionCode
    .optional()
    .describe('scores a run in place of a statistic; the objective of the study is then "custom"'),
  study: studySpec,
});
/** See {@link studyOrder}. */
export type StudyOrder = z.output<typeof studyOrder>;
