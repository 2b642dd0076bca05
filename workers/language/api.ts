import type { NotebookCell } from "#engine/notebook/document.ts";
import type { TableColumn } from "./cell-file.ts";

/** A stretch of a cell's text, by offsets in UTF-16 units; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch of one cell's text. */
export interface CellSpan extends Span {
  readonly cellId: string;
}

/** A replacement in one cell's text. */
export interface CellEdit extends CellSpan {
  readonly insert: string;
}

/** A change that would mend a mistake. */
export interface QuickFix {
  /** As on a button: "Change to lengthBars". */
  readonly title: string;
  readonly edits: readonly CellEdit[];
}

/** A mistake in a cell, where it stands and what would mend it. */
export interface CellDiagnostic extends Span {
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly fixes: readonly QuickFix[];
}

/** A name that may follow; its documentation is asked for when it is looked at. */
export interface CompletionEntry {
  readonly label: string;
  /** TypeScript's word for it ("const", "method", "property", "keyword" ...), or "cell" and "engine" for names in scope. */
  readonly kind: string;
  /** Entries of a lower order come first, as text. */
  readonly order: string;
  /** Which cell it comes from. */
  readonly cellId?: string;
}

/** What may stand at a place in a cell. */
export interface Completions {
  /** Where the word that is being typed begins. */
  readonly from: number;
  readonly entries: readonly CompletionEntry[];
}

/** A name's type and what its docstring says. */
export interface Explanation {
  /** As in a declaration: `const fast: number`. */
  readonly signature: string;
  /** Markdown without tags. */
  readonly documentation: string;
  /** `@param`, `@returns`, `@throws`, `@see` ..., in order. */
  readonly tags: readonly { readonly name: string; readonly text: string }[];
}

/** What stands under the pointer. `cellId` is the cell that defines it, if one does. */
export interface Hover extends Span, Explanation {
  readonly name: string;
  readonly cellId?: string;
}

/** The call around the cursor; the active parameter is a stretch of `signature`. */
export interface CallHelp extends Explanation {
  readonly active: Span;
  /** What the active parameter is for. */
  readonly parameter: string;
}

/** Where a name is defined: in a cell, or in the engine under a name of the module "lookback". */
export type Definition =
  { readonly place: "cell"; readonly span: CellSpan } | { readonly place: "engine"; readonly name: string };

/** A name that can be given another one, or why it cannot. */
export type Renamable = { readonly name: string; readonly span: Span } | { readonly refusal: string };

/** Every place that must change for a new name, or why there can be none. */
export type Renaming = { readonly edits: readonly CellEdit[] } | { readonly refusal: string };

/** A cell, and the columns that its last run gave if it is an SQL cell that has run. */
export interface TypedCell {
  readonly cell: NotebookCell;
  readonly columns?: readonly TableColumn[];
}

/**
 * What an editor asks about a notebook's cells. Offsets are those of the cell's own text as last given to `update`;
 * a cell that is not there has no answers.
 */
export interface Language {
  /** Puts the notebook in place: all ids in page order, and the cells that changed since the last call. */
  update(order: readonly string[], changed: readonly TypedCell[]): void;
  /** Mistakes in a cell, in order. */
  diagnose(cellId: string): readonly CellDiagnostic[];
  complete(cellId: string, offset: number): Completions | null;
  explain(cellId: string, offset: number, label: string): Explanation | null;
  hover(cellId: string, offset: number): Hover | null;
  help(cellId: string, offset: number): CallHelp | null;
  define(cellId: string, offset: number): Definition | null;
  renamable(cellId: string, offset: number): Renamable;
  /** Gives a name another one in all cells; strings and comments are left alone. */
  rename(cellId: string, offset: number, name: string): Renaming;
}
