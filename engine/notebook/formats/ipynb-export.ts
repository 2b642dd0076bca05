import type { NotebookCell, NotebookDocument } from "../document.ts";
import type { CellOutput, CellError, LogLine } from "../output.ts";
import { type ExportBlock, exportBlocks, type ExportTable, type TableReader } from "./export-block.ts";

/** What a cell showed last, for documents that carry results. */
export interface ExportedResult {
  readonly outputs: readonly CellOutput[];
  readonly logs: readonly LogLine[];
  readonly error?: CellError;
}

/** Where everything of ours stands in a Jupyter notebook, so that importing it again loses nothing. */
export const OUR_METADATA = "lookback";

const MAX_TABLE_ROWS = 200;

/**
 * A notebook as a Jupyter notebook (nbformat 4.5): TypeScript and SQL as code, results as text and markdown.
 *
 * @param results By cell id; cells without one have no outputs. Images are left out, as they would need a browser.
 */
export function toIpynb(
  document: NotebookDocument,
  results: ReadonlyMap<string, ExportedResult>,
  readTable: TableReader,
): string {
  const { cells, ...head } = document;
  const notebook = {
    cells: cells.map((cell) => printCell(cell, results.get(cell.id), readTable)),
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "typescript" },
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/typescript" },
      [OUR_METADATA]: head,
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function printCell(cell: NotebookCell, result: ExportedResult | undefined, readTable: TableReader) {
  const { id, source, ...own } = cell;
  const shared = { id, metadata: { [OUR_METADATA]: own }, source: lines(source) };
  if (cell.kind === "md") return { cell_type: "markdown", ...shared };
  const outputs = result ? printResult(result, readTable) : [];
  return { cell_type: "code", execution_count: null, ...shared, outputs };
}

/** Jupyter keeps texts as lists of lines, each with its break. */
function lines(text: string): string[] {
  return text === "" ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}

function printResult({ outputs, logs, error }: ExportedResult, readTable: TableReader): object[] {
  const blocks = outputs.flatMap((output) => exportBlocks(output, readTable));
  const shown = blocks.map((block) => ({
    output_type: "display_data",
    metadata: {},
    data: { "text/plain": lines(plainBlock(block)), "text/markdown": lines(markdownBlock(block)) },
  }));
  const text = logs.map((line) => `${line.text}\n`);
  const stream = text.length === 0 ? [] : [{ output_type: "stream", name: "stdout", text }];
  const failed = error
    ? [{ output_type: "error", ename: error.code, evalue: error.message, traceback: [error.message] }]
    : [];
  return [...shown, ...stream, ...failed];
}

function plainBlock(block: ExportBlock): string {
  if (block.type === "text") return block.text;
  if (block.type === "markdown") return block.source;
  if (block.type === "chart") {
    const said = `[chart: ${block.title || "untitled"}]`;
    return block.table ? `${said}\n${plainTable(block.table)}` : said;
  }
  if (block.type === "image") return `[image: ${block.label || "untitled"}]`;
  if (block.type === "facts")
    return [block.title, ...block.facts.map(([name, value]) => `${name}: ${value}`)].join("\n");
  return [block.title ?? "", plainTable(block.table)].filter((part) => part !== "").join("\n");
}

function plainTable({ columns, rows, rowCount }: ExportTable): string {
  const shown = rows.slice(0, MAX_TABLE_ROWS);
  return [columns.join("\t"), ...shown.map((row) => row.join("\t")), moreRows(shown.length, rowCount)]
    .filter((line) => line !== "")
    .join("\n");
}

function moreRows(shown: number, rowCount: number): string {
  return rowCount > shown ? `… ${rowCount - shown} more rows` : "";
}

function markdownBlock(block: ExportBlock): string {
  if (block.type === "markdown") return block.source;
  if (block.type === "facts") return `**${escapeMarkdown(block.title)}**\n\n${factsTable(block.facts)}`;
  if (block.type === "table") return titled(block.title ?? "", markdownTable(block.table));
  if (block.type === "chart") {
    const said = `*Chart: ${escapeMarkdown(block.title || "untitled")}*`;
    return block.table ? `${said}\n\n${markdownTable(block.table)}` : said;
  }
  if (block.type === "image") return `*Image: ${escapeMarkdown(block.label || "untitled")}*`;
  const fence = "`".repeat(Math.max(3, longestTicks(block.text) + 1));
  return `${fence}\n${block.text}\n${fence}`;
}

const titled = (title: string, body: string): string =>
  title === "" ? body : `${escapeMarkdown(title)}\n\n${body}`;
const longestTicks = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
/** Text in which markdown and its HTML have no say. */
const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|<>&~$]/g, "\\$&").replace(/\s*\n\s*/g, " ");

function factsTable(facts: readonly (readonly [string, string])[]): string {
  return markdownTable({
    columns: ["", ""],
    numeric: [false, true],
    rows: facts,
    rowCount: facts.length,
  });
}

function markdownTable({ columns, numeric, rows, rowCount }: ExportTable): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const rule = `| ${numeric.map((right) => (right ? "---:" : "---")).join(" | ")} |`;
  const shown = rows.slice(0, MAX_TABLE_ROWS);
  const more = moreRows(shown.length, rowCount);
  return [row(columns), rule, ...shown.map(row), ...(more ? ["", more] : [])].join("\n");
}
