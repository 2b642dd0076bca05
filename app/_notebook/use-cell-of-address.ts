"use client";

import { useEffect } from "react";
import { goToCell } from "./go-to-cell.ts";
import type { OpenNotebook } from "./notebook-context.tsx";

/** Goes to the cell that the address names after its #, when the notebook is opened and when the address changes. */
export function useCellOfAddress({ store }: Pick<OpenNotebook, "store">): void {
  useEffect(() => {
    const go = (): void => {
      const cellId = location.hash.slice(1);
      if (store.indexOf(cellId) >= 0) goToCell(store, cellId);
    };
    // Once the cells are laid out; what fills in above them later does not move what is in sight.
    const frame = requestAnimationFrame(go);
    window.addEventListener("hashchange", go);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("hashchange", go);
    };
  }, [store]);
}
