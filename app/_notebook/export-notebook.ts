import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { toHtml } from "#engine/notebook/formats/html-export.ts";
import { type ExportedResult, toIpynb } from "#engine/notebook/formats/ipynb-export.ts";
import type { ExportTable } from "#engine/notebook/formats/export-block.ts";
import { fileNameOf } from "#engine/notebook/formats/read-file.ts";
import { printNotebook } from "#engine/notebook/percent-format.ts";
import { MarkdownView } from "../_cells/markdown-view.tsx";
import { cellText, readTable } from "../_outputs/read-table.ts";
import { NotebookContext, type OpenNotebook } from "./notebook-context.tsx";

/** What a notebook can be downloaded as. */
export type ExportFormat = "nb.ts" | "ipynb" | "html";

const MIME: Record<ExportFormat, string> = {
  "nb.ts": "text/plain",
  ipynb: "application/x-ipynb+json",
  html: "text/html",
};

/**
 * Downloads the notebook as it stands on the screen, results included where the format has any.
 *
 * @param code Whether a page to read shows its code.
 */
export function downloadNotebook(notebook: OpenNotebook, format: ExportFormat, code = true): void {
  const { title } = notebook.store.document();
  const blob = new Blob([exportText(notebook, format, code)], { type: `${MIME[format]};charset=utf-8` });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileNameOf(title, `.${format}`);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function exportText(notebook: OpenNotebook, format: ExportFormat, code: boolean): string {
  const notebookDocument = notebook.store.document();
  if (format === "nb.ts") return printNotebook(notebookDocument);
  const results = resultsOf(notebook);
  if (format === "ipynb") return toIpynb(notebookDocument, results, exportTable);
  const note = `Exported from Lookback on ${new Date().toISOString().slice(0, 10)}; results as they stood then.`;
  const renderMarkdown = (source: string) => markdownHtml(notebook, source);
  return toHtml(notebookDocument, results, { readTable: exportTable, renderMarkdown, note, code });
}

function resultsOf({ states }: OpenNotebook): ReadonlyMap<string, ExportedResult> {
  return new Map(
    [...states.all()].map(([id, { outputs = [], logs = [], error }]) => [
      id,
      { outputs, logs, ...(error ? { error } : {}) },
    ]),
  );
}

const MAX_ROWS = 1000;

function exportTable(ipc: Uint8Array, rowCount: number): ExportTable {
  const columns = readTable(ipc);
  const rows = Array.from({ length: Math.min(rowCount, MAX_ROWS) }, (_, row) =>
    columns.map((column) => cellText(column.values[row], column)),
  );
  const numeric = columns.map((column) => column.kind === "number" || column.kind === "integer");
  return { columns: columns.map((column) => column.name), numeric, rows, rowCount };
}

/** Markdown as the screen shows it: drawn by the same component, so that no HTML of anybody's gets through. */
function markdownHtml(notebook: OpenNotebook, source: string): string {
  const host = document.createElement("div");
  const root = createRoot(host);
  const view = createElement(MarkdownView, { source });
  flushSync(() => root.render(createElement(NotebookContext, { value: notebook }, view)));
  const html = host.innerHTML;
  root.unmount();
  return html;
}
