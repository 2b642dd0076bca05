import { toast } from "sonner";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { CELL_KINDS } from "../_cells/cell-kinds.ts";
import { copyCells, readCopied } from "./cell-clipboard.ts";
import { type Command, current, withCurrent, withSelection } from "./command.ts";
import type { OpenNotebook } from "./notebook-context.tsx";
import { pasteCells } from "./paste-cells.ts";

/** One message of a deletion at a time, which goes when that is taken back. */
const DELETED = "cells-deleted";

/** Goes through the history; a cell that comes back has lost its value and runs again. */
function travel({ store, control }: OpenNotebook, direction: "undo" | "redo"): void {
  const before = new Set(store.order());
  toast.dismiss(DELETED);
  if (!store[direction]()) toast(`Nothing to ${direction}`);
  const back = store.document().cells.filter((cell) => !before.has(cell.id) && cell.kind !== "md");
  if (back.length > 0) control.run(back.map((cell) => cell.id));
}

/** Inserts a cell above (0) or below (1) the cursor; the first one in an empty notebook. */
function insertBeside(offset: 0 | 1): Command["run"] {
  return (notebook) => {
    const cell = current(notebook);
    notebook.store.insert(cell ? cell.index + offset : 0, "ts");
  };
}

const selectedCells = ({ store }: OpenNotebook, ids: readonly string[]): NotebookCell[] =>
  ids.flatMap((id) => store.cell(id) ?? []);

/** Deletes cells with a way back on the screen; they are in the bin besides. */
function remove(notebook: OpenNotebook, ids: readonly string[], done: string): void {
  notebook.store.remove(...ids);
  const what = ids.length === 1 ? "Cell" : `${ids.length} cells`;
  const action = { label: "Undo", onClick: () => travel(notebook, "undo") };
  toast(`${what} ${done}`, { id: DELETED, action });
}

const cut = withSelection((notebook, ids) => {
  copyCells(selectedCells(notebook, ids));
  remove(notebook, ids, "cut");
});

const copy = withSelection((notebook, ids) => {
  copyCells(selectedCells(notebook, ids));
  toast(ids.length === 1 ? "Cell copied" : `${ids.length} cells copied`);
});

const duplicate = withSelection((notebook, ids) => {
  const { store } = notebook;
  store.insertAll(store.indexOf(ids.at(-1) ?? null) + 1, selectedCells(notebook, ids));
});

const merge = withSelection(({ store }, ids) => {
  const next = store.order()[store.indexOf(ids[0] ?? null) + 1];
  const both = ids.length > 1 ? ids : [...ids, ...(next === undefined ? [] : [next])];
  if (!store.merge(both))
    toast("These cells cannot be merged; choose TypeScript cells or markdown cells only");
});

const split = withCurrent(({ store }, id) => {
  const caret = store.caret();
  if (caret?.cellId === id) store.split(id, caret.offset);
  else toast("Put the text cursor where the cell is to be split");
});

const KIND_COMMANDS: readonly Command[] = CELL_KINDS.map(({ kind, label, key }) => ({
  id: `kind-${label.toLowerCase().replace(/\W+/g, "-")}`,
  title: `Make it ${/^[aeioAEIO]|^SQL/.test(label) ? "an" : "a"} ${label} cell`,
  group: "Cells",
  ...(key === undefined ? {} : { keys: [key] }),
  run: withSelection(({ store }, ids) => store.changeCells(ids, () => ({ kind }))),
}));

export const CELL_COMMANDS: readonly Command[] = [
  { id: "above", title: "Insert a cell above", group: "Cells", keys: ["a"], run: insertBeside(0) },
  { id: "below", title: "Insert a cell below", group: "Cells", keys: ["b"], run: insertBeside(1) },
  { id: "cut", title: "Cut cells", group: "Cells", keys: ["x", "Mod+x"], run: cut },
  { id: "copy", title: "Copy cells", group: "Cells", keys: ["c", "Mod+c"], run: copy },
  {
    id: "paste",
    title: "Paste cells below",
    group: "Cells",
    keys: ["v"],
    run: (n) => void readCopied().then((text) => pasteCells(n, text)),
  },
  {
    id: "delete",
    title: "Delete cells",
    group: "Cells",
    keys: ["d d"],
    run: withSelection((n, ids) => remove(n, ids, "deleted")),
  },
  { id: "duplicate", title: "Duplicate cells", group: "Cells", keys: ["Shift+D"], run: duplicate },
  {
    id: "move-up",
    title: "Move cells up",
    group: "Cells",
    keys: ["Alt+ArrowUp"],
    run: withSelection((n, ids) => n.store.move(ids, -1)),
  },
  {
    id: "move-down",
    title: "Move cells down",
    group: "Cells",
    keys: ["Alt+ArrowDown"],
    run: withSelection((n, ids) => n.store.move(ids, 1)),
  },
  {
    id: "split",
    title: "Split the cell at the text cursor",
    group: "Cells",
    keys: ["Mod+Shift+-"],
    anywhere: true,
    run: split,
  },
  { id: "merge", title: "Merge cells, or with the next one", group: "Cells", keys: ["Shift+M"], run: merge },
  ...KIND_COMMANDS,
  {
    id: "undo",
    title: "Undo change of cells",
    group: "Cells",
    keys: ["z", "Mod+z"],
    run: (n) => travel(n, "undo"),
  },
  {
    id: "redo",
    title: "Redo change of cells",
    group: "Cells",
    keys: ["Shift+Z", "Mod+Shift+Z"],
    run: (n) => travel(n, "redo"),
  },
];
