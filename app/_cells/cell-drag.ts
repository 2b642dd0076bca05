"use client";

import { type DragEvent, useState } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";

/** Type of what is dragged, so that files and text dropped on a notebook are not taken for cells. */
const CELL_TYPE = "application/x-lookback-cells";

/** Makes an element the handle that a cell is dragged by; a selected cell takes the whole selection along. */
export function useDragHandle(id: string) {
  const { store } = useNotebook();
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      const selected = store.selection();
      const ids = selected.includes(id) ? selected : [id];
      event.dataTransfer.setData(CELL_TYPE, ids.join(" "));
      event.dataTransfer.effectAllowed = "move";
      const cell = event.currentTarget.closest("[data-cell]");
      if (cell) event.dataTransfer.setDragImage(cell, 8, 8);
    },
  };
}

/** Makes an element a place to drop cells: above its middle they go before it, below it after. */
export function useCellDrop(index: number) {
  const { store } = useNotebook();
  const [side, setSide] = useState<"before" | "after" | null>(null);
  const sideOf = (event: DragEvent) => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return event.clientY < top + height / 2 ? ("before" as const) : ("after" as const);
  };
  return {
    "data-drop": side ?? undefined,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(CELL_TYPE)) return;
      event.preventDefault();
      setSide(sideOf(event));
    },
    onDragLeave: () => setSide(null),
    onDrop: (event: DragEvent) => {
      const ids = event.dataTransfer.getData(CELL_TYPE);
      setSide(null);
      if (ids === "") return;
      event.preventDefault();
      store.moveTo(ids.split(" "), sideOf(event) === "before" ? index : index + 1);
    },
  };
}
