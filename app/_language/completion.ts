import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from "@codemirror/autocomplete";
import { keywordCompletionSource, schemaCompletionSource, StandardSQL } from "@codemirror/lang-sql";
import type { CompletionEntry } from "#workers/language/client.ts";
import { explanationView } from "./explanation-view.ts";
import styles from "./language.module.css";
import type { NotebookLanguage } from "./notebook-language.ts";

/** CodeMirror's pictures for what TypeScript calls things. */
const PICTURES: Readonly<Record<string, string>> = {
  cell: "variable",
  engine: "function",
  const: "variable",
  let: "variable",
  var: "variable",
  parameter: "variable",
  "local var": "variable",
  function: "function",
  method: "method",
  property: "property",
  getter: "property",
  keyword: "keyword",
  interface: "interface",
  type: "type",
  class: "class",
  enum: "enum",
  string: "text",
};

/** After a dot, inside a word, or where the user asks for it. */
function begins(context: CompletionContext): boolean {
  return context.explicit || context.matchBefore(/[\w$]+$|\.$|["'`]$/) !== null;
}

function panel(language: NotebookLanguage, cellId: string, offset: number, label: string) {
  return async () => {
    const found = await language.ask("explain", cellId, offset, label);
    if (found === null) return null;
    const dom = document.createElement("div");
    dom.className = styles.panel ?? "";
    dom.append(...explanationView(found));
    return dom;
  };
}

const LAST = "99";

function toCompletion(
  language: NotebookLanguage,
  cellId: string,
  offset: number,
  entry: CompletionEntry,
): Completion {
  const { label, kind, order = LAST, cellId: from } = entry;
  return {
    label,
    type: PICTURES[kind] ?? "text",
    ...(from === undefined ? {} : { detail: from === cellId ? "this cell" : `cell ${from}` }),
    // Boosts go from 99 to -99; TypeScript's orders are two digits, the best the lowest.
    boost: Math.max(-99, 20 - 4 * Number.parseInt(order, 10)),
    info: panel(language, cellId, offset, label),
  };
}

/** Names, members and options of TypeScript. */
export function typedCompletion(language: NotebookLanguage, cellId: string): CompletionSource {
  return async (context): Promise<CompletionResult | null> => {
    if (!begins(context)) return null;
    const found = await language.ask("complete", cellId, context.pos);
    if (found === null || context.aborted) return null;
    const options = found.entries.map((entry) => toCompletion(language, cellId, context.pos, entry));
    return { from: found.from, options, validFor: /^[\w$]*$/ };
  };
}

const BUILT_IN_TABLES: Readonly<Record<string, readonly string[]>> = {
  bars: [
    ...["symbol", "timeframe", "time", "close_time", "available_at"],
    ...["open", "high", "low", "close", "volume"],
  ],
};

/** Tables that a query may name, each with its columns where they are known. */
function tablesOf(language: NotebookLanguage): Record<string, readonly string[]> {
  const cells = language
    .store()
    .document()
    .cells.filter((cell) => cell.kind === "sql" && cell.name);
  const named = cells.map((cell) => {
    const columns = language.columns().of(cell.id) ?? [];
    return [cell.name ?? "", columns.map(({ name }) => name)] as const;
  });
  return { ...BUILT_IN_TABLES, ...Object.fromEntries(named) };
}

const insideHole = (context: CompletionContext) => {
  const before = context.state.sliceDoc(0, context.pos);
  return before.lastIndexOf("${") > before.lastIndexOf("}");
};

const keywords = keywordCompletionSource(StandardSQL, true);

/** Columns of the tables that the query reads may stand alone. */
function columnCompletion(language: NotebookLanguage): CompletionSource {
  return (context) => {
    const word = context.matchBefore(/\w+$/);
    if (word === null && !context.explicit) return null;
    const text = context.state.doc.toString();
    const read = Object.entries(tablesOf(language)).filter(([table]) =>
      new RegExp(`\\b${table}\\b`).test(text),
    );
    const options = read.flatMap(([table, columns]) =>
      columns.map((label) => ({ label, type: "property", detail: table, boost: 10 })),
    );
    return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ };
  };
}

/** Names of TypeScript within `${...}` only. */
export function holeCompletion(language: NotebookLanguage, cellId: string): CompletionSource {
  const typed = typedCompletion(language, cellId);
  return (context) => (insideHole(context) ? typed(context) : null);
}

/** Tables, columns and keywords of SQL; TypeScript in the holes. */
export function sqlCompletion(language: NotebookLanguage, cellId: string): CompletionSource[] {
  const outside =
    (source: CompletionSource): CompletionSource =>
    (context) =>
      insideHole(context) ? null : source(context);
  const tables: CompletionSource = (context) =>
    schemaCompletionSource({ dialect: StandardSQL, schema: tablesOf(language) })(context);
  return [
    holeCompletion(language, cellId),
    outside(tables),
    outside(columnCompletion(language)),
    outside(keywords),
  ];
}
