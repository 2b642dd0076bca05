"use client";

import { memo } from "react";
import { useCellState } from "../_notebook/notebook-context.tsx";
import { ranAtText } from "../_notebook/status-words.ts";
import { formatDuration } from "../_ui/format-number.ts";
import styles from "./cells.module.css";

/** How long the last run took, when it ended, and the cell's id: quiet until the cell is looked at. */
export const LastRun = memo(function LastRun({ id }: { id: string }) {
  const state = useCellState(id);
  const parts = [
    ...(state?.ms === undefined || state.status === "running" ? [] : [formatDuration(state.ms)]),
    ...(state?.ranAt === undefined ? [] : [`ran ${ranAtText(state.ranAt)}`]),
    id,
  ];
  return (
    <span className={styles.id} aria-hidden>
      {parts.join(" · ")}
    </span>
  );
});
