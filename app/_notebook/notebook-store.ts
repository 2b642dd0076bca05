import type { CellKind, NotebookCell, NotebookDocument, NotebookRun } from "#engine/notebook/document.ts";
import { withoutUnknownKind } from "#engine/notebook/unknown-kind.ts";
import { CellListeners } from "./cell-listeners.ts";
import { DocumentHistory } from "./document-history.ts";
import {
  changeCell,
  emptyCell,
  freshCellId,
  freshName,
  insertCells,
  mergeCells,
  moveCells,
  removeCells,
  shiftCells,
  splitCell,
  withFreeIds,
} from "./edit-document.ts";

/** Which cell has the cursor, and whether keys go to its text or to the notebook. */
export interface Focus {
  readonly cellId: string | null;
  readonly mode: "command" | "edit";
  /** The other end of a selection of several cells. */
  readonly anchorId?: string;
}

/** A place in a cell's text. */
export interface Caret {
  readonly cellId: string;
  readonly offset: number;
}

/**
 * The open notebook: its document, focus and structural undo. One object owns them, so that
 * typing in one cell re-renders that cell only (each component subscribes to its own slice).
 */
export class NotebookStore {
  #document: NotebookDocument;
  #focus: Focus;
  #caret: Caret | null = null;
  #receiving = false;
  #index: ReadonlyMap<string, number>;
  #order: readonly string[];
  readonly #history = new DocumentHistory();
  readonly #onDelete: (cells: readonly NotebookCell[]) => void;
  readonly #listeners = new Set<() => void>();
  readonly #cellListeners = new CellListeners();

  /** @param onDelete Told of every cell that leaves the page. */
  constructor(
    document: NotebookDocument,
    onDelete: (cells: readonly NotebookCell[]) => void = () => undefined,
  ) {
    this.#document = document;
    this.#onDelete = onDelete;
    this.#order = document.cells.map((cell) => cell.id);
    this.#index = new Map(this.#order.map((id, index) => [id, index]));
    this.#focus = { cellId: document.cells[0]?.id ?? null, mode: "command" };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  /** Calls back on changes of one cell and of what the cursor makes of it; the returned function ends that. */
  readonly subscribeTo = (cellId: string, listener: () => void): (() => void) =>
    this.#cellListeners.add(cellId, listener);
  readonly document = (): NotebookDocument => this.#document;
  readonly focus = (): Focus => this.#focus;
  /** Ids in page order; the same array until the order changes. */
  readonly order = (): readonly string[] => this.#order;
  readonly indexOf = (id: string | null): number => (id === null ? -1 : (this.#index.get(id) ?? -1));
  readonly cell = (id: string): NotebookCell | undefined => this.#document.cells[this.indexOf(id)];

  /** Ids of the selected cells in page order: those between the cursor and its anchor. */
  selection(): readonly string[] {
    const at = this.indexOf(this.#focus.cellId);
    if (at < 0) return [];
    const anchor = this.indexOf(this.#focus.anchorId ?? null);
    const from = anchor < 0 ? at : anchor;
    return this.#order.slice(Math.min(at, from), Math.max(at, from) + 1);
  }

  /** What the cursor makes of one cell: keys go to its text or to it, or it is selected with others. */
  cursorOf(id: string): "edit" | "command" | "selected" | "none" {
    const { cellId, mode, anchorId } = this.#focus;
    if (cellId === id) return mode;
    if (anchorId === undefined) return "none";
    const [at, from, here] = [this.indexOf(cellId), this.indexOf(anchorId), this.indexOf(id)];
    return here >= Math.min(at, from) && here <= Math.max(at, from) && from >= 0 ? "selected" : "none";
  }

  /** Puts the whole document in place, as after loading somebody else's revision. */
  replace(document: NotebookDocument): void {
    this.#history.clear();
    this.#commit(document);
    this.#keepFocus();
  }

  /** Puts in place what others wrote: nothing that one could undo here, and what was done here can still be undone. */
  receive(document: NotebookDocument): void {
    this.#receiving = true;
    try {
      this.#leave(document);
      this.#commit(document);
      this.#keepFocus();
    } finally {
      this.#receiving = false;
    }
  }
  /** Whether the change that listeners are being told of is somebody else's. */
  readonly isReceiving = (): boolean => this.#receiving;

  setTitle(title: string): void {
    this.#commit({ ...this.#document, title });
  }

  setMeta(key: string, value: string): void {
    const rest = Object.entries(this.#document.meta ?? {}).filter(([name]) => name !== key);
    const meta = Object.fromEntries(value === "" ? rest : [...rest, [key, value]]);
    this.#commit({ ...this.#document, meta });
  }

  /** When the notebook's automatic cells run. */
  setNotebookRun(run: NotebookRun): void {
    this.#commit({ ...this.#document, run });
  }

  edit(id: string, source: string): void {
    if (this.cell(id)?.source !== source) this.#commit(changeCell(this.#document, id, { source }));
  }

  /** Changes many cells' text at once and removes others, as one step to undo. */
  editMany(sources: ReadonlyMap<string, string>, removed: ReadonlySet<string> = new Set()): void {
    const cells = this.#document.cells
      .filter(({ id }) => !removed.has(id))
      .map((cell) => {
        const source = sources.get(cell.id) ?? cell.source;
        return source === cell.source ? cell : { ...cell, source };
      });
    this.#restructure({ ...this.#document, cells }, removed.size === 0);
    if (removed.size > 0) this.#keepFocus();
  }

  /** Changes cells, all of them in one step to undo. */
  changeCells(
    ids: readonly string[],
    change: (cell: NotebookCell) => Partial<Omit<NotebookCell, "id">>,
  ): void {
    const next = ids.reduce((document, id) => {
      const cell = this.cell(id);
      return cell ? changeCell(document, id, change(cell)) : document;
    }, this.#document);
    this.#restructure(next);
  }

  setKind(id: string, kind: CellKind): void {
    this.changeCells([id], (cell) => ({ kind, ...withoutUnknownKind(cell) }));
  }

  /** Inserts a cell, gives it the cursor and returns its id. */
  insert(index: number, kind: CellKind, source = ""): string {
    const id = freshCellId(this.#document);
    this.#restructure(
      insertCells(this.#document, index, [
        { ...emptyCell(id, kind), source, ...freshName(this.#document, kind) },
      ]),
    );
    this.setFocus(id, "edit");
    return id;
  }

  /** Inserts cells, selects them and returns their ids; ids that are taken are replaced. */
  insertAll(index: number, cells: readonly NotebookCell[]): readonly string[] {
    const free = withFreeIds(this.#document, cells);
    this.#restructure(insertCells(this.#document, index, free));
    const ids = free.map((cell) => cell.id);
    this.setFocus(ids.at(-1) ?? null, "command", ids[0]);
    return ids;
  }

  remove(...ids: readonly string[]): void {
    const index = this.indexOf(ids[0] ?? null);
    this.#restructure(removeCells(this.#document, new Set(ids)));
    this.setFocus(this.#order[Math.min(index, this.#order.length - 1)] ?? null, "command");
  }

  /** Moves cells together by `offset` places. */
  move(id: string | readonly string[], offset: number): void {
    this.#restructure(shiftCells(this.#document, new Set(typeof id === "string" ? [id] : id), offset));
  }

  /** Moves cells before what stands at position `index`. */
  moveTo(ids: readonly string[], index: number): void {
    this.#restructure(moveCells(this.#document, new Set(ids), index));
  }

  /** Cuts a cell in two at a place in its text; the cursor goes to the lower part, whose id is returned. */
  split(id: string, offset: number): string {
    const newId = freshCellId(this.#document);
    this.#restructure(splitCell(this.#document, id, offset, newId));
    this.setFocus(newId, "edit");
    return newId;
  }

  /** Makes cells one; false when their texts cannot simply be joined. */
  merge(ids: readonly string[]): boolean {
    const merged = mergeCells(this.#document, new Set(ids));
    if (!merged) return false;
    this.#restructure(merged, false);
    this.setFocus(ids[0] ?? null, "command");
    return true;
  }

  /** Takes back the last change of structure; false when there is none. */
  undo(): boolean {
    return this.#travel(this.#history.undo(this.#document));
  }

  /** Does again what was last taken back; false when there is nothing. */
  redo(): boolean {
    return this.#travel(this.#history.redo(this.#document));
  }

  setFocus(cellId: string | null, mode: Focus["mode"], anchorId?: string): void {
    const { cellId: oldId, mode: oldMode, anchorId: oldAnchor } = this.#focus;
    if (oldId === cellId && oldMode === mode && oldAnchor === anchorId) return;
    this.#focus = { cellId, mode, ...(anchorId === undefined ? {} : { anchorId }) };
    if (anchorId ?? oldAnchor) this.#cellListeners.tellAll();
    else this.#cellListeners.tell([oldId, cellId].filter((id) => id !== null));
    this.#tell();
  }

  /** Where the text cursor is; nobody draws by it, so nobody is told. */
  noteCaret(cellId: string, offset: number): void {
    this.#caret = { cellId, offset };
  }
  readonly caret = (): Caret | null => this.#caret;

  #travel(next: NotebookDocument | null): boolean {
    if (!next) return false;
    const before = new Set(this.#order);
    this.#leave(next);
    this.#commit(next);
    // The next key is for what came back, not for its neighbour.
    const back = this.#order.find((id) => !before.has(id));
    if (back === undefined) this.#keepFocus();
    else this.setFocus(back, "command");
    return true;
  }

  #restructure(next: NotebookDocument, deletes = true): void {
    if (next === this.#document) return;
    this.#history.push(this.#document, next);
    if (deletes) this.#leave(next);
    this.#commit(next);
  }

  /** Says which cells leave the page with the next document. */
  #leave(next: NotebookDocument): void {
    const kept = new Set(next.cells.map((cell) => cell.id));
    const gone = this.#document.cells.filter((cell) => !kept.has(cell.id));
    if (gone.length > 0) this.#onDelete(gone);
  }

  #keepFocus(): void {
    if (this.indexOf(this.#focus.cellId) < 0) this.setFocus(this.#order[0] ?? null, "command");
  }

  #commit(next: NotebookDocument): void {
    const ids = next.cells.map((cell) => cell.id);
    const before = this.#document.cells;
    this.#document = next;
    if (ids.length !== this.#order.length || ids.some((id, index) => id !== this.#order[index])) {
      this.#order = ids;
      this.#index = new Map(ids.map((id, index) => [id, index]));
      this.#cellListeners.tellAll();
    } else this.#cellListeners.tell(ids.filter((_, index) => next.cells[index] !== before[index]));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
