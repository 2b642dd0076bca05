import type { CellKind, NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";
import {
  changeCell,
  emptyCell,
  freshCellId,
  insertCell,
  moveCell,
  removeCell,
  restoreStructure,
} from "./edit-document.ts";

/** Which cell has the cursor, and whether keys go to its text or to the notebook. */
export interface Focus {
  readonly cellId: string | null;
  readonly mode: "command" | "edit";
}

const UNDO_LIMIT = 100;

/**
 * The open notebook: its document, focus and structural undo. One object owns them, so that
 * typing in one cell re-renders that cell only (each component subscribes to its own slice).
 */
export class NotebookStore {
  #document: NotebookDocument;
  #focus: Focus;
  #undo: NotebookDocument[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(document: NotebookDocument) {
    this.#document = document;
    this.#focus = { cellId: document.cells[0]?.id ?? null, mode: "command" };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly document = (): NotebookDocument => this.#document;
  readonly focus = (): Focus => this.#focus;
  readonly cell = (id: string): NotebookCell | undefined =>
    this.#document.cells.find((cell) => cell.id === id);
  readonly indexOf = (id: string | null): number => this.#document.cells.findIndex((cell) => cell.id === id);

  /** Puts the whole document in place, as after loading somebody else's revision. */
  replace(document: NotebookDocument): void {
    this.#undo = [];
    this.#commit(document);
    if (this.indexOf(this.#focus.cellId) < 0) this.setFocus(document.cells[0]?.id ?? null, "command");
  }

  setTitle(title: string): void {
    this.#commit({ ...this.#document, title });
  }

  edit(id: string, source: string): void {
    if (this.cell(id)?.source !== source) this.#commit(changeCell(this.#document, id, { source }));
  }

  setKind(id: string, kind: CellKind): void {
    this.#restructure(changeCell(this.#document, id, { kind }));
  }

  /** Inserts an empty cell, gives it the cursor and returns its id. */
  insert(index: number, kind: CellKind, source = ""): string {
    const id = freshCellId(this.#document);
    this.#restructure(insertCell(this.#document, index, { ...emptyCell(id, kind), source }));
    this.setFocus(id, "edit");
    return id;
  }

  remove(id: string): void {
    const index = this.indexOf(id);
    this.#restructure(removeCell(this.#document, id));
    const neighbour = this.#document.cells[Math.min(index, this.#document.cells.length - 1)];
    this.setFocus(neighbour?.id ?? null, "command");
  }

  move(id: string, offset: number): void {
    this.#restructure(moveCell(this.#document, id, offset));
  }

  /** Takes back the last insertion, deletion, move or change of kind; false when there is none. */
  undo(): boolean {
    const older = this.#undo.pop();
    if (older) this.#commit(restoreStructure(older, this.#document));
    return older !== undefined;
  }

  setFocus(cellId: string | null, mode: Focus["mode"]): void {
    if (this.#focus.cellId === cellId && this.#focus.mode === mode) return;
    this.#focus = { cellId, mode };
    this.#tell();
  }

  #restructure(next: NotebookDocument): void {
    this.#undo = [...this.#undo.slice(1 - UNDO_LIMIT), this.#document];
    this.#commit(next);
  }

  #commit(next: NotebookDocument): void {
    this.#document = next;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
