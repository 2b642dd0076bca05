"use client";

import { useMemo, useSyncExternalStore } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import type { AuditDesk } from "../_report/audit-desk.ts";

/** A cell's way to its audit; null for readers who run nothing, and for those who may until they have. */
export function useAuditDesk(cellId: string, share: number | undefined): AuditDesk | null {
  const { control, rights } = useNotebook();
  const status = useSyncExternalStore(control.subscribe, control.status, control.status);
  const runs = rights === "edit" || (rights === "run" && status === "ready");
  return useMemo(
    () => (runs ? { share, ask: () => control.audit(cellId), stop: () => control.stop() } : null),
    [control, runs, cellId, share],
  );
}
