"use client";

import { useEffect } from "react";
import type { OpenNotebook } from "./notebook-context.tsx";

/** Shows in the tab's title whether the notebook runs, failed or is done. */
export function useTabTitle({ store, states }: OpenNotebook): void {
  useEffect(() => {
    const update = () => {
      const all = [...states.all().values()];
      const running = all.some((state) => state.status === "running" || state.status === "queued");
      const failed = all.some((state) => state.status === "error");
      const mark = running ? "● " : failed ? "✕ " : "";
      document.title = `${mark}${store.document().title || "Untitled"} · Lookback`;
    };
    update();
    const stopStore = store.subscribe(update);
    const stopStates = states.subscribe(update);
    return () => {
      stopStore();
      stopStates();
    };
  }, [store, states]);
}
