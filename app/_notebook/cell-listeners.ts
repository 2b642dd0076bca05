/** Who listens to which cell: typing into one of two hundred is nobody else's business. */
export class CellListeners {
  readonly #byCell = new Map<string, Set<() => void>>();

  /** Calls back on changes of one cell; the returned function ends that. */
  add(cellId: string, listener: () => void): () => void {
    const listeners = this.#byCell.get(cellId) ?? new Set();
    this.#byCell.set(cellId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#byCell.get(cellId) === listeners) this.#byCell.delete(cellId);
    };
  }

  tell(cellIds: Iterable<string>): void {
    for (const id of cellIds) for (const listener of [...(this.#byCell.get(id) ?? [])]) listener();
  }

  tellAll(): void {
    this.tell([...this.#byCell.keys()]);
  }
}
