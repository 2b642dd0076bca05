import type { OpenNotebook } from "./notebook-context.tsx";

/** The chapters of the keyboard map and of the palette. */
export type CommandGroup = "Run" | "Move" | "Cells" | "Text" | "Look" | "Notebook";

/** An action with a name: the palette lists it, a key may start it. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** As {@link keyName} spells them; "d d" is pressed twice. The first one is shown. */
  readonly keys?: readonly string[];
  /** Keys work in cell mode only, unless they work anywhere. */
  readonly anywhere?: boolean;
  /** Keys work on a button, a tab or another control that takes no text, too. */
  readonly onControls?: boolean;
  /** Where it makes sense; everywhere unless said. */
  readonly offered?: (notebook: OpenNotebook, signedIn: boolean) => boolean;
  readonly run: (notebook: OpenNotebook) => void;
}

/** The cell with the cursor, with its place on the page. */
export function current({ store }: OpenNotebook): { id: string; index: number } | null {
  const { cellId } = store.focus();
  return cellId === null ? null : { id: cellId, index: store.indexOf(cellId) };
}

export function withCurrent(
  act: (notebook: OpenNotebook, id: string, index: number) => void,
): Command["run"] {
  return (notebook) => {
    const cell = current(notebook);
    if (cell) act(notebook, cell.id, cell.index);
  };
}

/** For actions on all selected cells; nothing happens without any. */
export function withSelection(act: (notebook: OpenNotebook, ids: readonly string[]) => void): Command["run"] {
  return (notebook) => {
    const ids = notebook.store.selection();
    if (ids.length > 0) act(notebook, ids);
  };
}

/** Moves the cursor by `offset` cells, staying on the page; `extend` keeps the other end of the selection. */
export function step({ store }: OpenNotebook, offset: number, extend = false): void {
  const order = store.order();
  const { cellId, anchorId } = store.focus();
  const index = Math.min(Math.max(store.indexOf(cellId) + offset, 0), order.length - 1);
  store.setFocus(order[index] ?? null, "command", extend ? (anchorId ?? cellId ?? undefined) : undefined);
}
