import { nearest } from "../catalogue.ts";
import { cellKind, type NotebookCell } from "./document.ts";

/** Where a cell keeps a kind that notebooks do not know; no attribute of a marker can be called so by chance. */
export const UNKNOWN_KIND = "[kind]";

const KIND_TEXT = /^[\w-]{1,40}$/;
const MEANT: Readonly<Record<string, string>> = {
  ...{ yaml: "strategy", yml: "strategy", spec: "strategy", query: "sql", duckdb: "sql" },
  ...{ markdown: "md", text: "md", raw: "md", slider: "input", inputs: "input", control: "input" },
  ...{ typescript: "ts", javascript: "ts", js: "ts", code: "ts" },
};

/** The kind that a file gives a cell where it is none of a notebook's; such a cell is read as TypeScript. */
export function unknownKindOf({ kind, meta }: Pick<NotebookCell, "kind" | "meta">): string | undefined {
  const text = kind === "ts" ? meta?.[UNKNOWN_KIND] : undefined;
  return text !== undefined && KIND_TEXT.test(text) ? text : undefined;
}

/** A cell's further attributes once a person has said of what kind it is. */
export function withoutUnknownKind({ meta }: Pick<NotebookCell, "meta">): Pick<NotebookCell, "meta"> {
  if (meta?.[UNKNOWN_KIND] === undefined) return {};
  return { meta: Object.fromEntries(Object.entries(meta).filter(([name]) => name !== UNKNOWN_KIND)) };
}

/** A sentence for whoever wrote that kind: what was probably meant, and what becomes of the cell. */
export function unknownKindWords(kind: string): string {
  const kinds = cellKind.options;
  const near = MEANT[kind.toLowerCase()] ?? nearest(kind.toLowerCase(), kinds);
  const remedy = near === undefined ? `use ${kinds.join(", ")}.` : `did you mean ${near}?`;
  return `unknown kind of cell: ${kind}; ${remedy} Its text is kept and read as TypeScript`;
}
