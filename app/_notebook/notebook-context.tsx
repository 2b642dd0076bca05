"use client";

import { createContext, use, useCallback, useSyncExternalStore } from "react";
import type { NotebookCell, NotebookDocument } from "#engine/notebook/document.ts";
import type { Company } from "../_live/company.ts";
import type { NotebookLanguage } from "../_language/notebook-language.ts";
import type { StudyDesk } from "../_studies/study-desk.ts";
import type { Autosave, SaveState } from "./autosave.ts";
import { cellShape, type CellShape } from "./cell-shape.ts";
import type { CellStates, ShownState } from "./cell-states.ts";
import type { DeletedCells } from "./deleted-cells.ts";
import type { Draft } from "./draft.ts";
import type { KeptInputs } from "./kept-inputs.ts";
import type { NotebookStore } from "./notebook-store.ts";
import type { NotebookView, ViewState } from "./notebook-view.ts";
import type { RunControl, SandboxStatus } from "./run-control.ts";
import type { SnapshotKeeper } from "./snapshot-keeper.ts";
import { whenIdle } from "./when-idle.ts";

/** The parts of one open notebook, each with its own subscription. */
export interface OpenNotebook {
  readonly id: string;
  /** Id of the notebook that it is a copy of; null for one that began by itself. */
  readonly forkedFrom: string | null;
  /** What may be done here; a reader changes nothing, and some readers run nothing either. */
  readonly rights: "edit" | "run" | "view";
  readonly store: NotebookStore;
  readonly states: CellStates;
  readonly autosave: Autosave;
  readonly control: RunControl;
  readonly language: NotebookLanguage;
  readonly view: NotebookView;
  readonly bin: DeletedCells;
  readonly draft: Draft;
  /** The others who have it open. */
  readonly company: Company;
  readonly keeper: SnapshotKeeper;
  readonly inputs: KeptInputs;
  /** Takes studies of its cells to the server. */
  readonly studies: StudyDesk;
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
  const subscribe = useCellSubscription(id);
  const read = () => store.cell(id);
  return useSyncExternalStore(subscribe, read, read);
}

/** One cell without its text; a key in it re-renders nothing. */
export function useCellShape(id: string): CellShape | undefined {
  const { store } = useNotebook();
  const subscribe = useCellSubscription(id);
  const read = () => cellShape(store, id);
  return useSyncExternalStore(subscribe, read, read);
}

function useCellSubscription(id: string) {
  const { store } = useNotebook();
  return useCallback((listener: () => void) => store.subscribeTo(id, listener), [store, id]);
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

/** What is wrong with one cell; a run that changes nothing of that re-renders nothing. */
export function useCellError(id: string): ShownState["error"] {
  const { states } = useNotebook();
  return useSyncExternalStore(
    states.subscribe,
    () => states.get(id)?.error,
    () => undefined,
  );
}

/** What the cursor makes of one cell; re-renders when that changes only. */
export function useCellCursor(id: string): ReturnType<NotebookStore["cursorOf"]> {
  const { store } = useNotebook();
  const subscribe = useCellSubscription(id);
  const read = () => store.cursorOf(id);
  return useSyncExternalStore(subscribe, read, read);
}

/** Id of the cell with the cursor. */
export function useFocusedCell(): string | null {
  const { store } = useNotebook();
  const read = () => store.focus().cellId;
  return useSyncExternalStore(store.subscribe, read, read);
}

/** The document for views over the whole notebook; they follow edits in idle moments, never in a key's own task. */
export function useDocument(): NotebookDocument {
  const { store } = useNotebook();
  const subscribe = useCallback((listener: () => void) => whenIdle(store.subscribe, listener), [store]);
  return useSyncExternalStore(subscribe, store.document, store.document);
}

/** The states of all cells; re-renders on every one of them. */
export function useAllStates(): ReadonlyMap<string, ShownState> {
  const { states } = useNotebook();
  return useSyncExternalStore(states.subscribe, states.all, states.all);
}

/** What is open around and over the notebook. */
export function useView(): ViewState {
  const { view } = useNotebook();
  return useSyncExternalStore(view.subscribe, view.state, view.state);
}

export function useSaveState(): SaveState {
  const { autosave } = useNotebook();
  return useSyncExternalStore(autosave.subscribe, autosave.state, autosave.state);
}

export function useSandboxStatus(): SandboxStatus {
  const { control } = useNotebook();
  return useSyncExternalStore(control.subscribe, control.status, () => "starting");
}
