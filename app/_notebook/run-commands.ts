import { toast } from "sonner";
import { type Command, step, withCurrent, withSelection } from "./command.ts";
import type { OpenNotebook } from "./notebook-context.tsx";

/** Runs the selection and moves on, making a new cell after the last one. */
const runAndMove = withSelection((notebook, ids) => {
  const { store, control } = notebook;
  control.run(ids);
  const last = store.indexOf(ids.at(-1) ?? null);
  if (last + 1 < store.order().length) store.setFocus(store.order()[last + 1] ?? null, "command");
  else store.insert(last + 1, "ts");
});

const runAndInsert = withCurrent((notebook, id, index) => {
  notebook.control.run([id]);
  notebook.store.insert(index + 1, "ts");
});

/** Cells from the first to the one with the cursor, or from it to the last. */
function runPart(part: "above" | "below"): Command["run"] {
  return withCurrent(({ store, control }, _id, index) => {
    control.run(part === "above" ? store.order().slice(0, index + 1) : store.order().slice(index));
  });
}

/** Goes to the next cell that failed, from the cursor on and round the page. */
function toNextError({ store, states }: OpenNotebook): void {
  const order = store.order();
  const at = store.indexOf(store.focus().cellId) + 1;
  const round = [...order.slice(at), ...order.slice(0, at)];
  const failed = round.find((id) => states.get(id)?.status === "error");
  if (failed) store.setFocus(failed, "command");
  else toast("No cell has failed");
}

export const RUN_COMMANDS: readonly Command[] = [
  {
    id: "run-move",
    title: "Run and move on",
    group: "Run",
    keys: ["Shift+Enter"],
    anywhere: true,
    run: runAndMove,
  },
  {
    id: "run",
    title: "Run in place",
    group: "Run",
    keys: ["Mod+Enter"],
    anywhere: true,
    run: withSelection((n, ids) => n.control.run(ids)),
  },
  {
    id: "run-insert",
    title: "Run and insert a cell below",
    group: "Run",
    keys: ["Alt+Enter"],
    anywhere: true,
    run: runAndInsert,
  },
  {
    id: "run-all",
    title: "Run all cells",
    group: "Run",
    keys: ["Mod+Shift+Enter"],
    anywhere: true,
    run: (n) => n.control.runAll(),
  },
  { id: "run-above", title: "Run from the top to here", group: "Run", run: runPart("above") },
  { id: "run-below", title: "Run from here to the end", group: "Run", run: runPart("below") },
  { id: "stop", title: "Stop", group: "Run", keys: ["i"], run: (n) => n.control.stop() },
  { id: "next-error", title: "Go to the next failed cell", group: "Run", keys: ["e"], run: toNextError },
  {
    id: "edit",
    title: "Edit the cell",
    group: "Move",
    keys: ["Enter"],
    run: withCurrent((n, id) => n.store.setFocus(id, "edit")),
  },
  {
    id: "leave",
    title: "Leave the text",
    group: "Move",
    keys: ["Escape"],
    run: withCurrent((n, id) => n.store.setFocus(id, "command")),
  },
  { id: "next", title: "Next cell", group: "Move", keys: ["j", "ArrowDown"], run: (n) => step(n, 1) },
  { id: "previous", title: "Previous cell", group: "Move", keys: ["k", "ArrowUp"], run: (n) => step(n, -1) },
  {
    id: "extend-down",
    title: "Select the next cell too",
    group: "Move",
    keys: ["Shift+J", "Shift+ArrowDown"],
    run: (n) => step(n, 1, true),
  },
  {
    id: "extend-up",
    title: "Select the previous cell too",
    group: "Move",
    keys: ["Shift+K", "Shift+ArrowUp"],
    run: (n) => step(n, -1, true),
  },
  {
    id: "select-all",
    title: "Select all cells",
    group: "Move",
    keys: ["Mod+a"],
    run: ({ store }) => store.setFocus(store.order().at(-1) ?? null, "command", store.order()[0]),
  },
  {
    id: "reset-inputs",
    title: "Put all inputs back to their defaults",
    group: "Run",
    run: ({ control }) => control.resetInputs(),
  },
];
