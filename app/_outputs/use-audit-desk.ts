"use client";

import { useMemo } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import type { AuditDesk } from "../_report/audit-desk.ts";

/** A cell's way to its audit; null for readers who run nothing. */
export function useAuditDesk(cellId: string, share: number | undefined): AuditDesk | null {
  const { control, rights } = useNotebook();
  return useMemo(
    () =>
      rights === "view" ? null : { share, ask: () => control.audit(cellId), stop: () => control.stop() },
    [control, rights, cellId, share],
  );
}
