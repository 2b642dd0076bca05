"use client";

import { useEffect } from "react";
import type { ShownState } from "./cell-states.ts";
import type { OpenNotebook } from "./notebook-context.tsx";
import { tabIcon, type TabMark } from "./tab-icon.ts";

const SIGNS: Record<TabMark, string> = { running: "● ", failed: "✕ ", done: "" };

function markOf(states: Iterable<ShownState>): TabMark | null {
  const statuses = new Set([...states].map((state) => state.status));
  if (statuses.has("running") || statuses.has("queued")) return "running";
  if (statuses.has("error")) return "failed";
  return statuses.has("fresh") ? "done" : null;
}

/** Puts the notebook's mark beside the icon that the page came with; the newest icon is the one shown. */
function createIcon(): { show(mark: TabMark | null): void; remove(): void } {
  const link = document.createElement("link");
  link.rel = "icon";
  let shown: TabMark | null = null;
  return {
    show(mark) {
      if (mark === shown) return;
      shown = mark;
      if (mark === null) return link.remove();
      link.href = tabIcon(mark);
      document.head.append(link);
    },
    remove: () => link.remove(),
  };
}

/** Shows in the tab's title and icon whether the notebook runs, failed or is done. */
export function useTabTitle({ store, states }: OpenNotebook): void {
  useEffect(() => {
    const icon = createIcon();
    const update = () => {
      const mark = markOf(states.all().values());
      const title = `${mark === null ? "" : SIGNS[mark]}${store.document().title || "Untitled"} · Lookback`;
      if (document.title !== title) document.title = title;
      icon.show(mark);
    };
    update();
    let seen = store.document().title;
    const stopStore = store.subscribe(() => {
      if (seen === store.document().title) return;
      seen = store.document().title;
      update();
    });
    const stopStates = states.subscribe(update);
    return () => {
      stopStore();
      stopStates();
      icon.remove();
    };
  }, [store, states]);
}
