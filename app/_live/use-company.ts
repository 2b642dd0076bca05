"use client";

import { useEffect } from "react";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { liveAddress } from "./live-address.ts";

/**
 * Goes to the others who have the notebook open as soon as there may be any: it is shared, another window of this
 * browser has it, or somebody saved it past this page. What that takes is loaded only then.
 */
export function useCompany(notebook: OpenNotebook, expected: boolean): void {
  useEffect(() => {
    const { autosave, company } = notebook;
    let stop: (() => void) | null = null;
    company.onBegin(() => (stop ??= goTogether(notebook)));
    if (expected) company.begin();
    const stopConflicts = autosave.subscribe(() => {
      if (autosave.state().kind === "conflict" && autosave.base() !== null) company.begin();
    });
    return () => {
      stopConflicts();
      company.onBegin(() => undefined);
      stop?.();
      company.show("alone", []);
    };
  }, [notebook, expected]);
}

function goTogether(notebook: OpenNotebook): () => void {
  let end: (() => void) | null = null;
  let ended = false;
  notebook.company.show("joining");
  const start = async () => {
    const { LiveNotebook } = await import("./live-notebook.ts");
    if (ended) return;
    const live = new LiveNotebook(notebook, () => new WebSocket(liveAddress(notebook.id)));
    end = () => {
      window.removeEventListener("online", live.retry);
      window.removeEventListener("offline", live.cut);
      live.stop();
    };
    window.addEventListener("online", live.retry);
    // A socket without a network may say nothing for minutes; a server on this very machine is there again at once.
    window.addEventListener("offline", live.cut);
    await live.start();
  };
  start().catch(() => notebook.company.show("alone", [])); // the page goes on by itself, and asks where two wrote
  return () => {
    ended = true;
    end?.();
  };
}
