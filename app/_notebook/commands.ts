import { toast } from "sonner";
import { toggleTheme } from "../_ui/use-theme.ts";
import type { OpenNotebook } from "./notebook-context.tsx";

/** An action with a name: the palette lists it, a key may start it. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** As shown, with Mod for Ctrl or ⌘; keys in brackets work in cell mode only. */
  readonly shortcut?: string;
  readonly run: (notebook: OpenNotebook) => void;
}

/** The cell with the cursor, with its place on the page. */
function current({ store }: OpenNotebook): { id: string; index: number } | null {
  const { cellId } = store.focus();
  return cellId === null ? null : { id: cellId, index: store.indexOf(cellId) };
}

function withCurrent(act: (notebook: OpenNotebook, id: string, index: number) => void): Command["run"] {
  return (notebook) => {
    const cell = current(notebook);
    if (cell) act(notebook, cell.id, cell.index);
  };
}

/** Moves the cursor by `offset` cells, staying on the page. */
function step(notebook: OpenNotebook, offset: number): void {
  const { cells } = notebook.store.document();
  const index = (current(notebook)?.index ?? 0) + offset;
  const next = cells[Math.min(Math.max(index, 0), cells.length - 1)];
  notebook.store.setFocus(next?.id ?? null, "command");
}

/** Takes back the last change of structure; a cell that comes back has lost its value and runs again. */
function undo({ store, control }: OpenNotebook): void {
  const before = new Set(store.document().cells.map((cell) => cell.id));
  store.undo();
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

/** Runs the cell and moves on, making a new cell after the last one. */
const runAndMove = withCurrent((notebook, id, index) => {
  notebook.control.run([id]);
  if (index + 1 < notebook.store.document().cells.length) step(notebook, 1);
  else notebook.store.insert(index + 1, "ts");
});

const removeCell = withCurrent((notebook, id) => {
  notebook.store.remove(id);
  toast("Cell deleted", { action: { label: "Undo", onClick: () => undo(notebook) } });
});

/** Every action of a notebook, in the order of the palette. */
export const COMMANDS: readonly Command[] = [
  { id: "run-move", title: "Run cell and move on", shortcut: "Shift Enter", run: runAndMove },
  { id: "run", title: "Run cell", shortcut: "Mod Enter", run: withCurrent((n, id) => n.control.run([id])) },
  { id: "run-all", title: "Run all cells", shortcut: "Mod Shift Enter", run: (n) => n.control.runAll() },
  { id: "stop", title: "Stop", shortcut: "[i]", run: (n) => n.control.stop() },
  {
    id: "edit",
    title: "Edit cell",
    shortcut: "[Enter]",
    run: withCurrent((n, id) => n.store.setFocus(id, "edit")),
  },
  {
    id: "leave",
    title: "Leave the editor",
    shortcut: "Esc",
    run: withCurrent((n, id) => n.store.setFocus(id, "command")),
  },
  {
    id: "above",
    title: "Insert cell above",
    shortcut: "[a]",
    run: insertBeside(0),
  },
  {
    id: "below",
    title: "Insert cell below",
    shortcut: "[b]",
    run: insertBeside(1),
  },
  { id: "delete", title: "Delete cell", shortcut: "[d d]", run: removeCell },
  { id: "undo", title: "Undo cell change", shortcut: "[z]", run: undo },
  { id: "next", title: "Next cell", shortcut: "[j]", run: (n) => step(n, 1) },
  { id: "previous", title: "Previous cell", shortcut: "[k]", run: (n) => step(n, -1) },
  {
    id: "move-up",
    title: "Move cell up",
    shortcut: "[Alt ↑]",
    run: withCurrent((n, id) => n.store.move(id, -1)),
  },
  {
    id: "move-down",
    title: "Move cell down",
    shortcut: "[Alt ↓]",
    run: withCurrent((n, id) => n.store.move(id, 1)),
  },
  {
    id: "markdown",
    title: "Make it a markdown cell",
    shortcut: "[m]",
    run: withCurrent((n, id) => n.store.setKind(id, "md")),
  },
  {
    id: "typescript",
    title: "Make it a TypeScript cell",
    shortcut: "[y]",
    run: withCurrent((n, id) => n.store.setKind(id, "ts")),
  },
  {
    id: "sql",
    title: "Make it an SQL cell",
    shortcut: "[s]",
    run: withCurrent((n, id) => n.store.setKind(id, "sql")),
  },
  { id: "save", title: "Save now", shortcut: "Mod S", run: (n) => void n.autosave.flush() },
  { id: "theme", title: "Switch between dark and light", run: () => toggleTheme() },
];

const BY_ID = new Map(COMMANDS.map((command) => [command.id, command]));

/** Runs one command by its id; an unknown id is a programmer's error. */
export function runCommand(id: string, notebook: OpenNotebook): void {
  const command = BY_ID.get(id);
  if (!command) throw new Error(`assertion: no command ${id}`);
  command.run(notebook);
}
