"use client";

import { useEffect } from "react";
import type { OpenNotebook } from "./notebook-context.tsx";

/** After "run all", goes to the first cell that failed, unless the reader has gone somewhere else meanwhile. */
export function useErrorScroll({ store, states, control }: OpenNotebook): void {
  useEffect(() => {
    let at: string | null | undefined;
    let seenBusy = false;
    const stopRuns = control.onRunAll(() => {
      at = store.focus().cellId;
      seenBusy = false;
    });
    const stopStates = states.subscribe(() => {
      if (at === undefined) return;
      const all = store.order().map((id) => ({ id, status: states.get(id)?.status }));
      const busy = all.some(({ status }) => status === "running" || status === "queued");
      seenBusy ||= busy;
      if (!seenBusy || busy) return;
      const failed = all.find(({ status }) => status === "error");
      if (failed && store.focus().cellId === at && store.focus().mode === "command")
        store.setFocus(failed.id, "command");
      at = undefined;
    });
    return () => {
      stopRuns();
      stopStates();
    };
  }, [store, states, control]);
}
