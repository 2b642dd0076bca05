"use client";

import { useEffect } from "react";
import type { Company } from "./company.ts";
import { liveAddress } from "./live-address.ts";

/** Makes a reader of a notebook seen by the others who have it open, and them by the reader. */
export function usePresence(company: Company, notebookId: string, expected: boolean): void {
  useEffect(() => {
    if (!expected) return;
    let stop: (() => void) | null = null;
    let ended = false;
    const start = async () => {
      const { ReaderPresence } = await import("./reader-presence.ts");
      if (ended) return;
      const presence = new ReaderPresence(company, () => new WebSocket(liveAddress(notebookId)));
      stop = () => presence.stop();
      presence.start();
    };
    start().catch(() => undefined); // one reads as well without
    return () => {
      ended = true;
      stop?.();
      company.show("alone", []);
    };
  }, [company, notebookId, expected]);
}
