"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import type { CellWarning } from "#engine/notebook/output.ts";
import { useCell, useCellCursor, useCellState, useNotebook } from "../_notebook/notebook-context.tsx";
import { cellDoubts } from "./cell-doubts.ts";

const NONE: readonly CellWarning[] = [];

/** Why a cell may be wrong although it runs, as is known by now. */
export function useDoubts(cellId: string): readonly CellWarning[] {
  const { language } = useNotebook();
  const read = () => language.marks(cellId);
  const marks = useSyncExternalStore(language.subscribe, read, read);
  const source = useCell(cellId)?.source ?? "";
  const { error, warnings = NONE } = useCellState(cellId) ?? {};
  return useMemo(() => {
    const found = cellDoubts(source, { error, warnings, marks });
    return found.length === 0 ? NONE : found;
  }, [source, error, warnings, marks]);
}

/** The same, standing still while the text is being changed: what is half typed is no mistake, and nothing jumps. */
export function useSettledDoubts(cellId: string): readonly CellWarning[] {
  const doubts = useDoubts(cellId);
  const source = useCell(cellId)?.source;
  const version = useCellState(cellId)?.version ?? 0;
  const editing = useCellCursor(cellId) === "edit";
  const [ran, setRan] = useState({ version, source });
  const [shown, setShown] = useState(doubts);
  if (ran.version !== version) setRan({ version, source });
  const settled = !editing || ran.source === source;
  if (settled && shown !== doubts) setShown(doubts);
  return settled ? doubts : shown;
}
