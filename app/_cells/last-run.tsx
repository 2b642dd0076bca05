"use client";

import { memo } from "react";
import { useCellState } from "../_notebook/notebook-context.tsx";
import { formatDuration } from "../_ui/format-number.ts";
import styles from "./cells.module.css";

/** How long the last run took, when it ended, and the cell's id: quiet until the cell is looked at. */
export const LastRun = memo(function LastRun({ id }: { id: string }) {
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
});

// Made once: a format of its own for every call costs more than the rest of the cell.
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** The time of day for today's runs, the date before it for older ones. */
function clock(utcMs: number): string {
  const at = new Date(utcMs);
  const today = at.toDateString() === new Date().toDateString();
  return today ? TIME.format(at) : `${DAY.format(at)} ${TIME.format(at)}`;
}
