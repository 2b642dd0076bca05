import { z } from "zod";
import { backtestResult } from "../result.ts";
import { NOTEBOOK_LIMITS } from "./document.ts";
import { timeChart } from "./time-chart.ts";
import { control } from "./controls/control.ts";
import { inputValue } from "./input-value.ts";
import { MAX_PRICE_READS, priceRead } from "./price-reads.ts";

/** Bounds of what one cell may show; going past one is cut and says so. */
export const OUTPUT_LIMITS = {
  outputsPerCell: 50,
  textChars: 200_000,
  valueNodes: 2000,
  tableBytes: 64_000_000,
  figureBytes: 32_000_000,
  imageChars: 2_000_000,
  logLines: 2000,
} as const;

/** A bounded picture of a JavaScript value, for the values tree. */
export type ValueNode =
  | { readonly kind: "leaf"; readonly type: string; readonly text: string }
  | {
      readonly kind: "branch";
      readonly type: string;
      readonly size: number;
      readonly entries: readonly { readonly key: string; readonly value: ValueNode }[];
    };

/** The schema of {@link ValueNode}, bounded at every level. */
export const valueNode: z.ZodType<ValueNode> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("leaf"), type: z.string().max(100), text: z.string().max(10_000) }),
    z.object({
      kind: z.literal("branch"),
      type: z.string().max(100),
      size: z.number(),
      entries: z.array(z.object({ key: z.string().max(1000), value: valueNode })).max(200),
    }),
  ]),
);

const textOutput = z.object({ type: z.literal("text"), text: z.string().max(OUTPUT_LIMITS.textChars) });
const markdownOutput = z.object({
  type: z.literal("markdown"),
  source: z.string().max(OUTPUT_LIMITS.textChars),
});
const valueOutput = z.object({ type: z.literal("value"), value: valueNode });
const tableOutput = z.object({
  type: z.literal("table"),
  rowCount: z.number().int().nonnegative(),
  ipc: z.instanceof(Uint8Array).describe("Arrow IPC stream, at most 64 MB"),
});
const figureOutput = z.object({
  type: z.literal("figure"),
  data: z.array(z.record(z.string(), z.unknown())).max(200).describe("plotly traces, data only"),
  layout: z.record(z.string(), z.unknown()).describe("plotly layout; never a config"),
});
const chartOutput = z.object({ type: z.literal("chart"), chart: timeChart });
const imageOutput = z.object({
  type: z.literal("image"),
  svg: z
    .string()
    .max(OUTPUT_LIMITS.imageChars)
    .describe("an SVG document; shown as an image, where nothing in it runs or loads"),
  label: z.string().max(500),
});
const backtestOutput = z.object({ type: z.literal("backtest"), result: backtestResult });
const studyOutput = z.object({
  type: z.literal("study"),
  id: z.uuid().describe("of a study on the server; whoever shows it follows it from there"),
});
/** Trials of a study in the tab that are drawn, as many as of one on the server. */
export const SEARCH_TRIALS = 5000;
const searchOutput = z.object({
  type: z.literal("search"),
  objective: z.string().max(100).describe("kind of a statistic"),
  goal: z.enum(["maximise", "minimise"]),
  leastTrades: z.number().int().nonnegative(),
  planned: z.number().int().nonnegative().describe("trials in all"),
  done: z.number().int().nonnegative(),
  trials: z
    .array(
      z.object({
        window: z.number().int().nonnegative(),
        number: z.number().int().nonnegative(),
        params: z.record(z.string().max(100), z.union([z.number(), z.string().max(200), z.boolean()])),
        objective: z.number().nullable(),
        trades: z.number().int().nonnegative(),
      }),
    )
    .max(SEARCH_TRIALS)
    .describe("the best first"),
  result: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe("as experiments/study/stored-result.ts reads it; null while the study runs"),
});
const controlOutput = z.object({ type: z.literal("control"), control });

/** What a cell shows: data only, never markup or code. */
export const cellOutput = z.discriminatedUnion("type", [
  textOutput,
  markdownOutput,
  valueOutput,
  tableOutput,
  figureOutput,
  chartOutput,
  imageOutput,
  backtestOutput,
  studyOutput,
  searchOutput,
  controlOutput,
]);
export type CellOutput = z.infer<typeof cellOutput>;

/** One line of a cell's own console. */
export const logLine = z.object({
  level: z.enum(["log", "info", "warn", "error"]),
  text: z.string().max(20_000),
});
export type LogLine = z.infer<typeof logLine>;

/** Most edits of one fix. */
export const FIX_EDITS = 200;

/** A change of the notebook's text that would mend an error, offered as a button. */
export const cellFix = z.object({
  title: z.string().max(200),
  edits: z
    .array(
      z.object({
        cellId: z.string().max(32),
        from: z.number().int().nonnegative().describe("UTF-16 offset in that cell's source"),
        to: z.number().int().nonnegative(),
        text: z.string().max(NOTEBOOK_LIMITS.sourceBytes + 100),
      }),
    )
    .max(FIX_EDITS)
    .describe("apart from each other"),
  removes: z.array(z.string().max(32)).max(10).optional().describe("cells that leave the page with it"),
});
export type CellFix = z.infer<typeof cellFix>;

/** Something in a cell's text that works and is unwise. */
export const cellWarning = z.object({
  message: z.string().max(1000),
  line: z.number().int().positive().describe("1-based line in this cell"),
  column: z.number().int().positive(),
  fixes: z.array(cellFix).max(10).optional().describe("edits that would mend it, best first"),
});
export type CellWarning = z.infer<typeof cellWarning>;

/** An error as a cell shows it: message first, then the frames in the user's own code. */
export const cellError = z.object({
  code: z.string().max(100),
  message: z.string().max(10_000),
  line: z.number().int().positive().optional().describe("1-based line in this cell"),
  column: z.number().int().positive().optional(),
  at: z
    .object({
      symbol: z.string().max(40),
      bar: z.number().int().nonnegative().describe("counts from 0"),
      time: z.number().min(-8.64e15).max(8.64e15).describe("UTC ms of its close"),
    })
    .optional()
    .describe("the bar that a strategy was deciding on"),
  frames: z
    .array(
      z.object({
        cellId: z.string().max(32),
        line: z.number().int().positive(),
        column: z.number().int().positive(),
        name: z.string().max(200),
      }),
    )
    .max(50),
  fixes: z.array(cellFix).max(10).optional().describe("edits that would mend it, best first"),
});
export type CellError = z.infer<typeof cellError>;

/** Where a cell stands; only "fresh" outputs belong to the text on screen. */
export const cellStatus = z.enum([
  "idle",
  "queued",
  "running",
  "fresh",
  "stale",
  "error",
  "blocked",
  "stopped",
]);
export type CellStatus = z.infer<typeof cellStatus>;

/** What one name of a cell holds, in a few words. */
export const definedValue = z.object({
  name: z.string().max(200),
  type: z.string().max(100),
  text: z.string().max(200),
});
export type DefinedValue = z.infer<typeof definedValue>;

/** Everything the screen knows of one cell; sent whole on each change. */
export const cellState = z.object({
  cellId: z.string().max(32),
  status: cellStatus,
  reason: z.string().max(1000).optional().describe("why it is stale, blocked or stopped"),
  version: z.number().int().nonnegative().describe("counts runs of this cell; older versions are dropped"),
  hash: z.string().max(64).optional().describe("staleness hash of the outputs"),
  ms: z.number().nonnegative().optional().describe("duration of the last finished run"),
  defines: z.array(z.string().max(200)).max(500),
  reads: z.array(z.string().max(200)).max(500),
  values: z.array(definedValue).max(500).optional().describe("absent means unchanged"),
  outputs: z
    .array(cellOutput)
    .max(OUTPUT_LIMITS.outputsPerCell)
    .optional()
    .describe("absent means unchanged: the screen keeps, dimmed, what it has"),
  logs: z.array(logLine).max(OUTPUT_LIMITS.logLines).optional(),
  inputs: z
    .record(z.string().max(200), inputValue)
    .optional()
    .describe(
      "values of the inputs that its last run read, null where one was not moved; absent means unchanged",
    ),
  prices: z
    .array(priceRead)
    .max(MAX_PRICE_READS)
    .optional()
    .describe("prices that its last run read, none of it where it is empty; absent means unchanged"),
  error: cellError.optional(),
  warnings: z.array(cellWarning).max(50).optional(),
  demoted: z
    .number()
    .nonnegative()
    .optional()
    .describe("ms that its last automatic run took: too long, so it waits to be run by hand"),
  progress: z.number().min(0).max(1).optional(),
  streams: z.boolean().optional().describe("runs on to show more, and nobody waits for its end"),
  audit: z.number().min(0).max(1).optional().describe("how much of an audit under way is done"),
});
export type CellState = z.infer<typeof cellState>;
