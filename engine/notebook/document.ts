import { z } from "zod";

/** Bounds of one notebook; going past one is an error that names it. */
export const NOTEBOOK_LIMITS = { cells: 2000, sourceBytes: 1_000_000, fileBytes: 8_000_000 } as const;

/** The languages that a cell may be written in. */
export const cellKind = z.enum(["ts", "sql", "md", "input", "strategy"]).describe("language of a cell");
export type CellKind = z.infer<typeof cellKind>;

/** When a cell runs. */
export const runMode = z
  .enum(["auto", "manual", "confirm"])
  .describe(
    "auto re-runs when something it reads changes; manual waits for the user or a cell that needs it; confirm is only ever run by its own button",
  );
export type RunMode = z.infer<typeof runMode>;

/** When a notebook's automatic cells run. */
export const notebookRun = z
  .enum(["auto", "lazy"])
  .describe("auto re-runs what changed; lazy marks it stale and runs it on demand");
export type NotebookRun = z.infer<typeof notebookRun>;

/** One cell as it is stored; what it showed is kept elsewhere. */
export const notebookCell = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,32}$/)
    .describe("short, stable, never renumbered"),
  kind: cellKind,
  name: z
    .string()
    .max(200)
    .optional()
    .describe("sql, input, strategy: the name under which other cells read what it defines"),
  source: z.string().max(NOTEBOOK_LIMITS.sourceBytes).describe("text without a trailing newline"),
  run: runMode.optional().describe("absent means the notebook's default, auto"),
  meta: z.record(z.string(), z.string()).optional().describe("unknown marker attributes, kept as they were"),
});
export type NotebookCell = z.infer<typeof notebookCell>;

/** A notebook as it is stored: title and cells in page order. */
export const notebookDocument = z.object({
  title: z.string().max(300),
  run: notebookRun.optional().describe("absent means auto"),
  cells: z.array(notebookCell).max(NOTEBOOK_LIMITS.cells),
  meta: z.record(z.string(), z.string()).optional().describe("unknown header lines, kept as they were"),
});
export type NotebookDocument = z.infer<typeof notebookDocument>;
