"use client";

import { useCellState } from "../_notebook/notebook-context.tsx";
import { formatDuration } from "../_ui/format-number.ts";
import styles from "./cells.module.css";

/** How long the last run took, when it ended, and the cell's id: quiet until the cell is looked at. */
export function LastRun({ id }: { id: string }) {
  const state = useCellState(id);
  const parts = [
    ...(state?.ms === undefined || state.status === "running" ? [] : [formatDuration(state.ms)]),
    ...(state?.ranAt === undefined ? [] : [`ran ${clock(state.ranAt)}`]),
    id,
  ];
  return (
    <span className={styles.id} aria-hidden>
      {parts.join(" · ")}
    </span>
  );
}

/** The time of day for today's runs, the date before it for older ones. */
function clock(utcMs: number): string {
  const at = new Date(utcMs);
  const today = at.toDateString() === new Date().toDateString();
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return today ? time : `${at.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${time}`;
}
