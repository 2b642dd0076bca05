import { toast } from "sonner";
import type { NotebookRun, RunMode } from "#engine/notebook/document.ts";
import { type Command, withSelection } from "./command.ts";

const SAID: Record<RunMode, string> = {
  auto: "Runs by itself when something it reads changes",
  manual: "Waits to be run",
  confirm: "Is run by its own button only",
};

const setCellMode = (run: RunMode) =>
  withSelection(({ store }, ids) => {
    store.changeCells(ids, () => ({ run }));
    toast(SAID[run]);
  });

const setNotebookMode =
  (run: NotebookRun): Command["run"] =>
  ({ store }) => {
    store.setNotebookRun(run);
    toast(run === "lazy" ? "What changes is marked and run on demand" : "What changes is run by itself");
  };

/** When cells run, as actions of the palette. */
export const RUN_MODE_COMMANDS: readonly Command[] = [
  { id: "mode-auto", title: "Run this cell by itself", group: "Run", run: setCellMode("auto") },
  { id: "mode-manual", title: "Run this cell by hand only", group: "Run", run: setCellMode("manual") },
  {
    id: "mode-confirm",
    title: "Run this cell by its own button only",
    group: "Run",
    run: setCellMode("confirm"),
  },
  {
    id: "notebook-auto",
    title: "Run what changes by itself",
    group: "Notebook",
    run: setNotebookMode("auto"),
  },
  {
    id: "notebook-lazy",
    title: "Mark what changes, run it on demand",
    group: "Notebook",
    run: setNotebookMode("lazy"),
  },
];
