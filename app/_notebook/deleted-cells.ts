import { z } from "zod";
import { notebookCell, type NotebookCell } from "#engine/notebook/document.ts";

const LIMIT = 50;
const LIMIT_CHARS = 400_000;

/** A cell that was deleted, and when (ms since 1970). */
const deletedCell = z.object({ cell: notebookCell, deletedAt: z.number() });
export type DeletedCell = z.infer<typeof deletedCell>;

/** Where the bin is kept between visits: this browser's storage, or nothing at all. */
export interface BinStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The cells deleted from one notebook, newest first; the oldest make room. */
export class DeletedCells {
  #cells: readonly DeletedCell[];
  readonly #key: string;
  readonly #storage: BinStorage | null;
  readonly #listeners = new Set<() => void>();

  constructor(notebookId: string, storage: BinStorage | null) {
    this.#key = `lookback.bin.${notebookId}`;
    this.#storage = storage;
    this.#cells = readBin(storage?.getItem(this.#key) ?? null);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly all = (): readonly DeletedCell[] => this.#cells;

  /** Keeps deleted cells; blank ones are not worth a place. */
  add(cells: readonly NotebookCell[], deletedAt: number): void {
    const kept = cells.filter((cell) => cell.source.trim() !== "").map((cell) => ({ cell, deletedAt }));
    if (kept.length > 0) this.#set(bounded([...kept, ...this.#cells]));
  }

  /** Takes cells out of the bin: they are on the page again, or gone for good. */
  take(cellIds: ReadonlySet<string>): void {
    const left = this.#cells.filter(({ cell }) => !cellIds.has(cell.id));
    if (left.length < this.#cells.length) this.#set(left);
  }

  #set(cells: readonly DeletedCell[]): void {
    this.#cells = cells;
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(cells));
    } catch {
      // The storage is full or forbidden: the bin then lasts as long as the page does.
    }
    for (const listener of this.#listeners) listener();
  }
}

function bounded(cells: readonly DeletedCell[]): DeletedCell[] {
  let chars = 0;
  return cells.slice(0, LIMIT).filter(({ cell }) => (chars += cell.source.length) <= LIMIT_CHARS);
}

function readBin(text: string | null): readonly DeletedCell[] {
  try {
    return z
      .array(deletedCell)
      .catch([])
      .parse(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}
