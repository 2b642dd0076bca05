import { toBase64 } from "../base64.ts";
import type { NotebookCell, NotebookDocument } from "../document.ts";
import { escapeHtml } from "./escape-html.ts";
import { type ExportBlock, exportBlocks, type ExportTable, type TableReader } from "./export-block.ts";
import { utf8 } from "../../hash.ts";
import { printNotebook } from "../percent-format.ts";
import { HTML_STYLE } from "./html-style.ts";
import type { ExportedResult } from "./ipynb-export.ts";

/** What an exported page needs of its surroundings. */
export interface HtmlOptions {
  readonly readTable: TableReader;
  /** Markdown as HTML without anybody's raw HTML in it; the engine has no markdown of its own. */
  readonly renderMarkdown: (source: string, cellId: string) => string;
  /** Said in the head: when and from what the page was made. */
  readonly note: string;
  /**
   * Whether code is on the page, and the notebook's own text in it (default true). Without it the page is for readers of results: text, what cells
   * showed, and nothing that could be imported again.
   */
  readonly code?: boolean;
}

/** A page is read; whoever wants every row has the notebook. */
const MAX_TABLE_ROWS = 30;
/** Under this name a page holds its notebook's own text, so that it can be imported again. */
export const NOTEBOOK_META = "lookback.notebook";
/** Nothing may be loaded and nothing may run, whatever slipped through. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * A notebook as one static page without scripts: text, code, what its cells showed, and the notebook's text for importing it.
 *
 * @returns A whole HTML document; every text of the notebook in it is escaped.
 */
export function toHtml(
  document: NotebookDocument,
  results: ReadonlyMap<string, ExportedResult>,
  options: HtmlOptions,
): string {
  const title = escapeHtml(document.title || "Untitled");
  const shown = document.cells.map((cell) => cellHtml(cell, results.get(cell.id), options));
  const cells = shown.filter((html) => html !== "").join("\n");
  const source = `\n<meta name="${NOTEBOOK_META}" content="${toBase64(utf8(printNotebook(document)))}">`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">${options.code === false ? "" : source}
<title>${title}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header><h1>${title}</h1><p>${escapeHtml(options.note)}</p></header>
<main>
${cells}
</main>
</body>
</html>
`;
}

function cellHtml(cell: NotebookCell, result: ExportedResult | undefined, options: HtmlOptions): string {
  const { id, kind, source } = cell;
  const found = result ? resultHtml(result, id, options) : "";
  const section = (html: string): string => `<section id="${escapeHtml(id)}">${html}</section>`;
  // What live text came to is its result; other text has none.
  if (kind === "md") return section(found || options.renderMarkdown(source, id));
  if (options.code === false) return found && section(found);
  const code = `<pre><code>${escapeHtml(source)}</code></pre>`;
  const folded = (cell.meta?.["fold"] ?? "").split(" ").includes("code");
  const shown = folded ? `<details><summary>Code</summary>${code}</details>` : code;
  return section(shown + found);
}

function resultHtml({ outputs, logs, error }: ExportedResult, id: string, options: HtmlOptions): string {
  const failed = error ? `<p class="error">${escapeHtml(error.message)}</p>` : "";
  const blocks = outputs.flatMap((output) => exportBlocks(output, options.readTable));
  const shown = blocks.map((block) => blockHtml(block, id, options)).join("");
  const log = logs.map((line) => line.text).join("\n");
  return failed + shown + (log === "" ? "" : `<pre class="log">${escapeHtml(log)}</pre>`);
}

function blockHtml(block: ExportBlock, id: string, options: HtmlOptions): string {
  if (block.type === "text") return `<pre class="output">${escapeHtml(block.text)}</pre>`;
  if (block.type === "markdown") return options.renderMarkdown(block.source, id);
  if (block.type === "chart") return noteHtml(block.title) + block.svg;
  if (block.type === "image") return imageHtml(block.svg, block.label);
  if (block.type === "table") return noteHtml(block.title ?? "") + tableHtml(block.table);
  const facts = block.facts.map(
    ([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return `${noteHtml(block.title)}<dl>${facts.join("")}</dl>`;
}

const noteHtml = (text: string): string => (text === "" ? "" : `<p class="note">${escapeHtml(text)}</p>`);

/** A cell's own drawing, as the source of an image: nothing in it runs or loads. */
function imageHtml(svg: string, label: string): string {
  const source = `data:image/svg+xml;base64,${toBase64(utf8(svg))}`;
  return `<figure><img src="${source}" alt="${escapeHtml(label)}"></figure>`;
}

function tableHtml({ columns, numeric, rows, rowCount }: ExportTable): string {
  const cell = (tag: "th" | "td") => (text: string, index: number) =>
    `<${tag}${numeric[index] ? ' class="numeric"' : ""}>${escapeHtml(text)}</${tag}>`;
  const shown = rows.slice(0, MAX_TABLE_ROWS);
  const body = shown.map((row) => `<tr>${row.map(cell("td")).join("")}</tr>`).join("\n");
  const note =
    rowCount > shown.length ? `<p class="note">The first ${shown.length} of ${rowCount} rows.</p>` : "";
  return `<div class="table"><table><thead><tr>${columns.map(cell("th")).join("")}</tr></thead><tbody>${body}</tbody></table></div>${note}`;
}
