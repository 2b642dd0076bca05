import type { NotebookCell } from "#engine/notebook/document.ts";
import type { Language } from "#workers/language/api.ts";
import type { TableColumn } from "#workers/language/cell-file.ts";
import { cachedDeclarations } from "#workers/language/cached-declarations.ts";
import { openLanguage } from "#workers/language/open-language.ts";

/** A notebook under test: `|` in a cell's text marks where a question is asked. */
export interface TestNotebook {
  readonly language: Language;
  /** Offset of the mark in a cell. */
  at(cellId: string): number;
  /** The text that a stretch of a cell covers. */
  text(cellId: string, span: { from: number; to: number }): string;
  /** Replaces a cell's text. */
  type(cellId: string, source: string): void;
}

/** One service for all tests, as for all edits of one notebook: only its first question is a slow one. */
const language = openLanguage(await cachedDeclarations());

/** Opens cells by id; a text that begins with "sql:" is an SQL cell of that id's name, one with "md:" markdown. */
export function openCells(
  sources: Readonly<Record<string, string>>,
  columns: Readonly<Record<string, readonly TableColumn[]>> = {},
): TestNotebook {
  const order = Object.keys(sources);
  const cells = new Map(order.map((id) => [id, cellOf(id, sources[id] ?? "")]));
  const typed = (cell: NotebookCell) => {
    const known = columns[cell.id];
    return known === undefined ? { cell } : { cell, columns: known };
  };
  language.update(order, [...cells.values()].map(typed));
  return {
    language,
    at: (id) => (sources[id] ?? "").replace(/^(sql|md):/, "").indexOf("|"),
    text: (id, { from, to }) => (cells.get(id)?.source ?? "").slice(from, to),
    type(id, source) {
      cells.set(id, cellOf(id, source));
      language.update(order, [typed(cellOf(id, source))]);
    },
  };
}

function cellOf(id: string, text: string): NotebookCell {
  const kind = text.startsWith("sql:") ? "sql" : text.startsWith("md:") ? "md" : "ts";
  const source = text.replace(/^(sql|md):/, "").replace("|", "");
  return { id, kind, source, ...(kind === "sql" ? { name: id } : {}) };
}
