import type { TableColumn } from "#workers/language/client.ts";
import type { CellStates, ShownState } from "../_notebook/cell-states.ts";
import { tableColumns } from "./table-columns.ts";

/**
 * The columns of the tables that cells last showed. An SQL cell shows its whole result, so that its Arrow schema is
 * in the page already, exact and new after each run: asking the warehouse to DESCRIBE would tell the same later.
 */
export class CellColumns {
  readonly #states: CellStates;
  readonly #known = new Map<string, { ipc: Uint8Array; columns: readonly TableColumn[] | undefined }>();

  constructor(states: CellStates) {
    this.#states = states;
  }

  /** Columns by cell; the same list until they change. */
  of(cellId: string): readonly TableColumn[] | undefined {
    const ipc = lastTable(this.#states.get(cellId));
    const before = this.#known.get(cellId);
    if (ipc === undefined || before?.ipc === ipc) return before?.columns;
    const found = tableColumns(ipc) ?? undefined;
    const same = JSON.stringify(found) === JSON.stringify(before?.columns);
    const columns = same ? before?.columns : found;
    this.#known.set(cellId, { ipc, columns });
    return columns;
  }

  /** Calls when some cell has shown another table. */
  subscribe(listener: () => void): () => void {
    let seen = this.#tables();
    return this.#states.subscribe(() => {
      const now = this.#tables();
      const changed = now.length !== seen.length || now.some((ipc, i) => ipc !== seen[i]);
      seen = now;
      if (changed) listener();
    });
  }

  #tables(): Uint8Array[] {
    return [...this.#states.all().values()].flatMap((state) => lastTable(state) ?? []);
  }
}

function lastTable(state: ShownState | undefined): Uint8Array | undefined {
  const output = state?.outputs?.findLast(({ type }) => type === "table");
  return output?.type === "table" ? output.ipc : undefined;
}
