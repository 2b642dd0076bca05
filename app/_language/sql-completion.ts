import type { Completion, CompletionContext, CompletionSource } from "@codemirror/autocomplete";
import { keywordCompletionSource, schemaCompletionSource, StandardSQL } from "@codemirror/lang-sql";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { holeCompletion, outsideHoles } from "./completion.ts";
import { knownDatasets, symbolWords } from "./known-datasets.ts";
import type { NotebookLanguage } from "./notebook-language.ts";

/** The catalogues are loaded when they are first asked for. */
const words = () => import("./sql-tables.ts");

type Tables = Readonly<Record<string, readonly string[]>>;

/** Tables that a query may name, each with its columns where they are known; other cells' come before our own. */
async function tablesOf(language: NotebookLanguage): Promise<Tables> {
  const { cellTables, QUERY_TABLES } = await words();
  const { cells } = language.store().document();
  const own = cells.flatMap(({ id, kind, name }) => {
    const columns = (language.columns().of(id) ?? []).map((column) => column.name);
    return cellTables({ kind, name, values: language.values(id), columns });
  });
  return { ...QUERY_TABLES, ...Object.fromEntries(own) };
}

const keywords = keywordCompletionSource(StandardSQL, true);

/** Columns of the tables that the query reads may stand alone. */
function columnCompletion(language: NotebookLanguage): CompletionSource {
  return async (context) => {
    const word = context.matchBefore(/\w+$/);
    if (inText(context) !== null || (word === null && !context.explicit)) return null;
    const text = context.state.doc.toString();
    const tables = Object.entries(await tablesOf(language));
    const { quotedColumn } = await words();
    const read = tables.filter(([table]) => new RegExp(`\\b${table}\\b`).test(text));
    const options = read.flatMap(([table, columns]) =>
      columns.map((label) => ({
        ...{ label, type: "property", detail: table, boost: 10 },
        apply: quotedColumn(label),
      })),
    );
    return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ };
  };
}

/** A text that is being typed, and the column that it is compared with: `symbol = 'AA`, `indicator IN ('rsi`. */
function inText(context: CompletionContext): { readonly column: string; readonly from: number } | null {
  const before = context.state.sliceDoc(Math.max(0, context.pos - 500), context.pos);
  const found = /(\w+)\s*(?:=|<>|!=|IN\s*\((?:\s*'[^']*'\s*,)*)\s*'([^'\n]*)$/i.exec(before);
  if (found === null) return null;
  return { column: (found[1] ?? "").toLowerCase(), from: context.pos - (found[2] ?? "").length };
}

async function textsOf(column: string): Promise<Completion[]> {
  if (column === "symbol") return symbolWords(await knownDatasets());
  if (column === "timeframe") return TIMEFRAMES.map((label) => ({ label, type: "enum" }));
  return column === "indicator" ? (await words()).indicatorTexts() : [];
}

/** What a text may be where it is compared with a column whose texts are known. */
const textCompletion: CompletionSource = async (context) => {
  const text = inText(context);
  const options = text === null ? [] : await textsOf(text.column);
  return text === null || options.length === 0 ? null : { from: text.from, options, validFor: /^[^'\n]*$/ };
};

/** Tables, columns, texts and keywords of SQL; TypeScript in the holes. */
export function sqlCompletion(language: NotebookLanguage, cellId: string): CompletionSource[] {
  const tables: CompletionSource = async (context) =>
    inText(context) !== null
      ? null
      : schemaCompletionSource({ dialect: StandardSQL, schema: { ...(await tablesOf(language)) } })(context);
  const sources = [tables, columnCompletion(language), textCompletion, keywords];
  return [holeCompletion(language, cellId), ...sources.map(outsideHoles)];
}
