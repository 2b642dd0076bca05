"use client";

import { createContext, use, useSyncExternalStore } from "react";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { Autosave, SaveState } from "./autosave.ts";
import type { CellStates, ShownState } from "./cell-states.ts";
import type { Focus, NotebookStore } from "./notebook-store.ts";
import type { RunControl, SandboxStatus } from "./run-control.ts";

/** The parts of one open notebook, each with its own subscription. */
export interface OpenNotebook {
  readonly id: string;
  readonly store: NotebookStore;
  readonly states: CellStates;
  readonly autosave: Autosave;
  readonly control: RunControl;
}

export const NotebookContext = createContext<OpenNotebook | null>(null);

/** The open notebook; an assertion fails outside of a notebook page. */
export function useNotebook(): OpenNotebook {
  const notebook = use(NotebookContext);
  if (!notebook) throw new Error("assertion: useNotebook needs a notebook page around it");
  return notebook;
}

/** One cell's document part; re-renders on its own changes only. */
export function useCell(id: string): NotebookCell | undefined {
  const { store } = useNotebook();
  return useSyncExternalStore(
    store.subscribe,
    () => store.cell(id),
    () => store.cell(id),
  );
}

/** One cell's run state; re-renders on its own changes only. */
export function useCellState(id: string): ShownState | undefined {
  const { states } = useNotebook();
  return useSyncExternalStore(
    states.subscribe,
    () => states.get(id),
    () => undefined,
  );
}

export function useFocus(): Focus {
  const { store } = useNotebook();
  return useSyncExternalStore(store.subscribe, store.focus, store.focus);
}

export function useSaveState(): SaveState {
  const { autosave } = useNotebook();
  return useSyncExternalStore(autosave.subscribe, autosave.state, autosave.state);
}

export function useSandboxStatus(): SandboxStatus {
  const { control } = useNotebook();
  return useSyncExternalStore(control.subscribe, control.status, () => "starting");
}
