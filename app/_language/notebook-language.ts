import type { EditorView } from "@codemirror/view";
import type { NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";
import type { DefinedValue } from "#engine/notebook/output.ts";
import type {
  CellDiagnostic,
  CellEdit,
  CellSpan,
  Language,
  LanguageClient,
  TypedCell,
} from "#workers/language/client.ts";
import type { CellStates } from "../_notebook/cell-states.ts";
import type { NotebookStore } from "../_notebook/notebook-store.ts";
import { CellColumns } from "./cell-columns.ts";

/** Mistakes of a cell, with the text that they are mistakes of. */
export interface CellMarks {
  readonly source: string;
  readonly diagnostics: readonly CellDiagnostic[];
}

/** So many milliseconds after a single key the types are looked at; a key that comes meanwhile starts anew. */
const QUIET_MS = 15;
/** So long after one of a row of keys, each sooner after the last than this: marks of half a word would be drawn between them. */
const TYPING_MS = 120;
/** So long after the last key the other cells are looked at: hundreds of answers that are not to come between keys. */
const OTHERS_MS = 400;
const NO_MARKS: CellMarks = { source: "", diagnostics: [] };

/**
 * What the page knows of its cells' types. It owns a worker and the open editors; until the worker is there every
 * question is answered with nothing, so that nobody waits for it.
 */
export class NotebookLanguage {
  readonly #store: NotebookStore;
  readonly #states: CellStates;
  readonly #columns: CellColumns;
  #client: LanguageClient | null = null;
  #sent = new Map<string, TypedCell>();
  #order: readonly string[] = [];
  /** The document that the worker was told of; null when tables have changed since. */
  #told: NotebookDocument | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;
  #changedAt = -Infinity;
  /** Settles when the last look at a cell's types has been answered. */
  #looked: Promise<unknown> = Promise.resolve();
  #marks = new Map<string, CellMarks>();
  #wanted: CellSpan | null = null;
  readonly #editors = new Map<string, EditorView>();
  readonly #listeners = new Set<() => void>();

  constructor(store: NotebookStore, states: CellStates) {
    this.#store = store;
    this.#states = states;
    this.#columns = new CellColumns(states);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly marks = (cellId: string): CellMarks => this.#marks.get(cellId) ?? NO_MARKS;
  readonly store = (): NotebookStore => this.#store;
  readonly columns = (): CellColumns => this.#columns;

  /** What a cell's names held after its last run. */
  readonly values = (cellId: string): readonly DefinedValue[] => this.#states.get(cellId)?.values ?? [];

  /** Joins a worker to the notebook; the returned function parts them and ends it. */
  attach(client: LanguageClient): () => void {
    this.#client = client;
    this.#sent = new Map();
    this.#told = null;
    this.#looked = Promise.resolve();
    let seen = this.#store.document();
    const parts = [
      this.#store.subscribe(() => {
        if (seen !== this.#store.document()) this.#checkSoon();
        seen = this.#store.document();
      }),
      this.#columns.subscribe(() => {
        this.#told = null;
        this.#checkSoon();
      }),
    ];
    void this.#check(0);
    return () => {
      for (const part of parts) part();
      clearTimeout(this.#timer);
      this.#round++;
      this.#client = null;
      client.dispose();
    };
  }

  /** Asks on the text as it is now; null while there is no worker, or when it failed. */
  async ask<K extends keyof Language>(
    question: K,
    ...details: Parameters<Language[K]>
  ): Promise<ReturnType<Language[K]> | null> {
    const client = this.#client;
    if (client === null) return null;
    this.#send(client);
    try {
      return await client.ask(question, ...details);
    } catch (error) {
      console.error("language service:", error);
      return null;
    }
  }

  /** Notes an open editor; a place in its cell that was asked for before it was there is gone to now. */
  enter(cellId: string, editor: EditorView): () => void {
    this.#editors.set(cellId, editor);
    if (this.#wanted?.cellId === cellId) requestAnimationFrame(() => this.#reveal(editor));
    return () => {
      if (this.#editors.get(cellId) === editor) this.#editors.delete(cellId);
    };
  }

  editor(cellId: string): EditorView | undefined {
    return this.#editors.get(cellId);
  }

  /** Puts the cursor to a place in any cell, which need not be in sight. */
  goTo(span: CellSpan): void {
    this.#wanted = span;
    this.#store.setFocus(span.cellId, "edit");
    const editor = this.#editors.get(span.cellId);
    if (editor) requestAnimationFrame(() => this.#reveal(editor));
  }

  /** Changes the text of several cells, as one step to undo. */
  apply(edits: readonly CellEdit[]): void {
    const sources = new Map<string, string>();
    for (const { cellId, from, to, insert } of edits.toSorted((a, b) => b.from - a.from)) {
      const text = sources.get(cellId) ?? this.#store.cell(cellId)?.source;
      if (text !== undefined) sources.set(cellId, text.slice(0, from) + insert + text.slice(to));
    }
    this.#store.editMany(sources);
  }

  #reveal(editor: EditorView): void {
    const span = this.#wanted;
    this.#wanted = null;
    if (span === null) return;
    const length = editor.state.doc.length;
    const selection = { anchor: Math.min(span.from, length), head: Math.min(span.to, length) };
    editor.dispatch({ selection, scrollIntoView: true });
    editor.focus();
    editor.dom.scrollIntoView({ block: "nearest" });
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    const round = ++this.#round;
    const now = performance.now();
    const typing = now - this.#changedAt < TYPING_MS;
    this.#changedAt = now;
    this.#timer = setTimeout(() => void this.#checkNext(round), typing ? TYPING_MS : QUIET_MS);
  }

  /** One look at a time: those of quick keys would pile up, and whoever asks for a completion would wait behind them. */
  async #checkNext(round: number): Promise<void> {
    await this.#looked;
    if (round === this.#round) await this.#check(OTHERS_MS - QUIET_MS);
  }

  /** Looks at the cell that is being edited, and after a rest at all others; a newer round ends an older one. */
  async #check(restMs: number): Promise<void> {
    const round = ++this.#round;
    const focused = this.#store.focus().cellId;
    const cells = this.#store.document().cells;
    const ordered = cells.toSorted((a, b) => Number(b.id === focused) - Number(a.id === focused));
    for (const [place, { id, source }] of ordered.entries()) {
      if (place === 1 && restMs > 0) await new Promise((rested) => setTimeout(rested, restMs));
      if (round !== this.#round) return;
      const look = this.ask("diagnose", id);
      this.#looked = look;
      const diagnostics = await look;
      if (round !== this.#round) return;
      if (diagnostics !== null) this.#mark(id, { source, diagnostics });
    }
  }

  #mark(cellId: string, marks: CellMarks): void {
    const before = this.marks(cellId);
    const isSame =
      before.source === marks.source &&
      JSON.stringify(before.diagnostics) === JSON.stringify(marks.diagnostics);
    if (isSame) return;
    this.#marks.set(cellId, marks);
    for (const listener of this.#listeners) listener();
  }

  /** Tells the worker what changed since it was last told; questions that follow are about this text. */
  #send(client: LanguageClient): void {
    if (this.#told === this.#store.document()) return;
    this.#told = this.#store.document();
    const order = this.#store.order();
    const changed = this.#store.document().cells.flatMap((cell) => this.#news(cell) ?? []);
    if (changed.length === 0 && order === this.#order && this.#sent.size === order.length) return;
    this.#order = order;
    for (const typed of changed) this.#sent.set(typed.cell.id, typed);
    const present = new Set(order);
    for (const id of this.#sent.keys()) if (!present.has(id)) this.#sent.delete(id);
    client.ask("update", order, changed).catch((error: unknown) => console.error("language service:", error));
  }

  #news(cell: NotebookCell): TypedCell | null {
    const known = this.#sent.get(cell.id);
    const columns = cell.kind === "sql" ? this.#columns.of(cell.id) : undefined;
    if (known?.cell === cell && known.columns === columns) return null;
    return columns === undefined ? { cell } : { cell, columns };
  }
}
