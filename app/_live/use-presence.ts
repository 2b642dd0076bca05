"use client";

import { useEffect } from "react";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { liveAddress } from "./live-address.ts";

/** Has a reader of a notebook see the others who have it open, and what they type, and be seen by them. */
export function usePresence(notebook: OpenNotebook, expected: boolean): void {
  useEffect(() => {
    if (!expected) return;
    let stop: (() => void) | null = null;
    let ended = false;
    const start = async () => {
      const { LiveReading } = await import("./live-reading.ts");
      if (ended) return;
      const presence = new LiveReading(notebook, () => new WebSocket(liveAddress(notebook.id)));
      stop = () => presence.stop();
      presence.start();
    };
    start().catch(() => undefined); // one reads as well without
    return () => {
      ended = true;
      stop?.();
      notebook.company.show("alone", []);
    };
  }, [notebook, expected]);
}
