import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from "@codemirror/autocomplete";
import type { CompletionEntry } from "#workers/language/client.ts";
import { explanationView } from "./explanation-view.ts";
import styles from "./language.module.css";
import type { NotebookLanguage } from "./notebook-language.ts";
import { favouredAt } from "./slot-completion.ts";

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

/** Where a value begins and some names are wanted, those are shown before a letter is typed. */
const beginsValue = (context: CompletionContext): boolean => context.matchBefore(/[[:,]\s*$/) !== null;

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

interface Place {
  readonly cellId: string;
  readonly offset: number;
  /** Names that are wanted here, with their titles. */
  readonly favoured: ReadonlyMap<string, string>;
}

function toCompletion(language: NotebookLanguage, place: Place, entry: CompletionEntry): Completion {
  const { cellId, offset, favoured } = place;
  const { label, kind, order = LAST, cellId: from } = entry;
  const origin = from === undefined ? undefined : from === cellId ? "this cell" : `cell ${from}`;
  const detail = origin ?? favoured.get(label);
  return {
    label,
    type: PICTURES[kind] ?? "text",
    ...(detail === undefined ? {} : { detail }),
    // Boosts go from 99 to -99; TypeScript's orders are two digits, the best the lowest.
    boost: favoured.has(label) ? 99 : Math.max(-99, 20 - 4 * Number.parseInt(order, 10)),
    info: panel(language, cellId, offset, label),
  };
}

/** Names, members and options of TypeScript. */
export function typedCompletion(language: NotebookLanguage, cellId: string): CompletionSource {
  return async (context): Promise<CompletionResult | null> => {
    const early = !begins(context);
    if (early && !beginsValue(context)) return null;
    const favoured = await favouredAt(context);
    if (early && favoured.size === 0) return null;
    const found = await language.ask("complete", cellId, context.pos);
    if (found === null || context.aborted) return null;
    const place = { cellId, offset: context.pos, favoured };
    const options = found.entries
      .filter(({ label }) => !early || favoured.has(label))
      .map((entry) => toCompletion(language, place, entry));
    return { from: found.from, options, validFor: early ? /^$/ : /^[\w$]*$/ };
  };
}

const insideHole = (context: CompletionContext) => {
  const before = context.state.sliceDoc(0, context.pos);
  return before.lastIndexOf("${") > before.lastIndexOf("}");
};

/** Names of TypeScript within `${...}` only. */
export function holeCompletion(language: NotebookLanguage, cellId: string): CompletionSource {
  const typed = typedCompletion(language, cellId);
  return (context) => (insideHole(context) ? typed(context) : null);
}

/** A source that is asked outside of `${...}` only. */
export const outsideHoles =
  (source: CompletionSource): CompletionSource =>
  (context) =>
    insideHole(context) ? null : source(context);
