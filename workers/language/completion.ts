import * as ts from "typescript";
import type { CompletionEntry, Completions, Explanation } from "./api.ts";
import { cellPath } from "./cell-file.ts";
import type { CellProgram } from "./cell-program.ts";
import { explanationOf } from "./explanation.ts";

/** Our plumbing is in scope, too. */
const HIDDEN: ReadonlySet<string> = new Set(["Cells", "Lookback"]);
const OPTIONS: ts.GetCompletionsAtPositionOptions = {
  includeCompletionsForModuleExports: false,
  includeCompletionsWithInsertText: false,
  includeCompletionsWithSnippetText: false,
};

/** Other cells' names before the engine's, those before JavaScript's own. */
const ORDER = { cell: "12", engine: "14" } as const;

function entryOf(program: CellProgram, entry: ts.CompletionEntry): CompletionEntry {
  const { name: label, kind, sortText: order } = entry;
  if (kind !== ts.ScriptElementKind.alias) return { label, kind, order };
  const cellId = program.owner(label);
  if (cellId !== undefined) return { label, kind: "cell", order: ORDER.cell, cellId };
  return { label, kind: "engine", order: ORDER.engine };
}

/** Begin of the word before `offset`. */
function wordStart(text: string, offset: number): number {
  const word = /[\w$]*$/.exec(text.slice(0, offset));
  return offset - (word?.[0].length ?? 0);
}

/** What may stand at an offset of a cell: members after a dot, options in an object, else every name in scope. */
export function complete(program: CellProgram, cellId: string, offset: number): Completions | null {
  const file = program.file(cellId);
  if (file === undefined) return null;
  const at = offset + file.prefix;
  const found = program.service.getCompletionsAtPosition(cellPath(cellId), at, OPTIONS);
  if (found === undefined) return null;
  const from = (found.optionalReplacementSpan?.start ?? wordStart(file.text, at)) - file.prefix;
  const entries = found.entries.filter(({ name }) => !HIDDEN.has(name));
  return { from: Math.max(0, from), entries: entries.map((entry) => entryOf(program, entry)) };
}

/** Type and documentation of a completion. */
export function explain(
  program: CellProgram,
  cellId: string,
  offset: number,
  label: string,
): Explanation | null {
  const file = program.file(cellId);
  if (file === undefined) return null;
  const at = offset + file.prefix;
  const none = undefined;
  const found = program.service.getCompletionEntryDetails(
    cellPath(cellId),
    at,
    label,
    none,
    none,
    none,
    none,
  );
  return found === undefined ? null : explanationOf(found);
}
