import { z } from "zod";
import { EngineError } from "../../errors.ts";
import { notebookCell, notebookDocument, NOTEBOOK_LIMITS } from "../document.ts";
import type { NotebookCell, NotebookDocument } from "../document.ts";
import { OUR_METADATA } from "./ipynb-export.ts";

const text = z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(""))]);
const metadata = z.record(z.string(), z.unknown()).catch({});

/** A cell of any nbformat; `input` is what version 3 called the source of code. */
const foreignCell = z.object({
  cell_type: z.string().catch("raw"),
  id: z.string().optional().catch(undefined),
  source: text.optional().catch(undefined),
  input: text.optional().catch(undefined),
  metadata: metadata.default({}),
});
type ForeignCell = z.infer<typeof foreignCell>;

const foreignNotebook = z.object({
  cells: z.array(foreignCell).optional(),
  worksheets: z.array(z.object({ cells: z.array(foreignCell).default([]) })).optional(),
  metadata: metadata.default({}),
});

const named = z.object({ name: z.string().catch(""), language: z.string().catch("") }).partial();
const ourCell = notebookCell.omit({ id: true, source: true });
const ourHead = notebookDocument.omit({ cells: true });

/**
 * Reads a Jupyter notebook: code in JavaScript or TypeScript becomes cells, other languages readable text.
 *
 * @param fallbackTitle Title of a notebook that says none.
 * @throws EngineError "bad-notebook" for text that is no Jupyter notebook, "over-limit" for too many cells.
 */
export function fromIpynb(file: string, fallbackTitle: string): NotebookDocument {
  const parsed = foreignNotebook.safeParse(readJson(file));
  if (!parsed.success || !(parsed.data.cells ?? parsed.data.worksheets))
    throw new EngineError(
      "bad-notebook",
      "no Jupyter notebook: it has no list of cells; choose an .ipynb file",
    );
  const { cells: modern, worksheets = [], metadata: head } = parsed.data;
  const cells = modern ?? worksheets.flatMap((sheet) => sheet.cells);
  if (cells.length > NOTEBOOK_LIMITS.cells)
    throw new EngineError(
      "over-limit",
      `notebook of ${cells.length} cells; the limit is ${NOTEBOOK_LIMITS.cells}`,
    );
  const language = languageOf(head);
  const taken = new Set<string>();
  const own = ourHead.safeParse(head[OUR_METADATA]);
  return {
    title: titleOf(head, cells) || fallbackTitle,
    ...own.data,
    cells: cells.map((cell, index) => toCell(cell, index, language, taken)),
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(file.replace(/^\uFEFF/, ""));
  } catch {
    throw new EngineError("bad-notebook", "no Jupyter notebook: it is not JSON; choose an .ipynb file");
  }
}

function languageOf(head: Readonly<Record<string, unknown>>): string {
  const info = named.safeParse(head["language_info"]).data;
  const kernel = named.safeParse(head["kernelspec"]).data;
  return (info?.name || kernel?.language || kernel?.name || "python").toLowerCase();
}

/** A title that the file states, else its first heading. */
function titleOf(head: Readonly<Record<string, unknown>>, cells: readonly ForeignCell[]): string {
  if (typeof head["title"] === "string") return head["title"].slice(0, 300);
  const heading = cells
    .filter((cell) => cell.cell_type === "markdown")
    .map((cell) => /^#\s+(.+)$/m.exec(sourceOf(cell))?.[1])
    .find((found) => found !== undefined);
  return (heading ?? "").trim().slice(0, 300);
}

const OUR_LANGUAGES = /^(javascript|typescript|js|ts|deno|tslab|jslab|ecmascript)/;
const ID = /^[A-Za-z0-9_-]{1,32}$/;
const sourceOf = (cell: ForeignCell): string => cell.source ?? cell.input ?? "";

function toCell(cell: ForeignCell, index: number, language: string, taken: Set<string>): NotebookCell {
  const id = freeId(cell.id, index, taken);
  const source = sourceOf(cell);
  const own = ourCell.safeParse(cell.metadata[OUR_METADATA]);
  if (own.success) return { id, source, ...own.data };
  if (cell.cell_type === "markdown" || cell.cell_type === "heading") return { id, kind: "md", source };
  const query = /^%%sql\b[^\n]*\n?/.exec(source);
  if (query) return { id, kind: "sql", source: source.slice(query[0].length) };
  if (cell.cell_type === "code" && OUR_LANGUAGES.test(language)) return { id, kind: "ts", source };
  return { id, kind: "md", source: fenced(source, cell.cell_type === "code" ? language : "") };
}

/** Code that cannot run here, kept to be read. */
function fenced(source: string, language: string): string {
  const longest = Math.max(2, ...(source.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language.replace(/\W/g, "")}\n${source}\n${fence}`;
}

function freeId(wanted: string | undefined, index: number, taken: Set<string>): string {
  const fits = wanted !== undefined && ID.test(wanted) && !taken.has(wanted);
  let id = fits ? wanted : `c${(index + 1).toString(36)}`;
  for (let n = 2; taken.has(id); n++) id = `c${(index + 1).toString(36)}-${n}`;
  taken.add(id);
  return id;
}
