import type { CellStatus } from "#engine/notebook/output.ts";
import { formatDuration } from "../_ui/format-number.ts";
import type { ShownState } from "./cell-states.ts";

const MEANINGS: Record<CellStatus, string> = {
  idle: "Not run yet",
  queued: "Waiting for its turn",
  running: "Running",
  fresh: "Up to date",
  stale: "Out of date",
  error: "Failed",
  blocked: "Waits for a cell that failed",
  stopped: "Stopped",
};

/** The status in words, with the reason and the duration where there are any. */
export function statusText(state: ShownState | undefined): string {
  if (!state) return MEANINGS.idle;
  const duration = state.ms === undefined ? "" : `, took ${formatDuration(state.ms)}`;
  return `${statusWords(MEANINGS[state.status], state.reason)}${state.status === "fresh" ? duration : ""}`;
}

/** A status and its reason as one phrase; a reason that begins with the status itself says it once. */
export function statusWords(meaning: string, reason: string | undefined): string {
  if (reason === undefined || reason === "") return meaning;
  const [first = ""] = meaning.split(" ");
  const told = reason.toLowerCase().startsWith(first.toLowerCase());
  return told ? `${reason.charAt(0).toUpperCase()}${reason.slice(1)}` : `${meaning}: ${reason}`;
}

// Made once: a format of its own for every call costs more than the rest of the cell.
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** When a run ended: the time of day for today's runs, the date before it for older ones. */
export function ranAtText(utcMs: number): string {
  const at = new Date(utcMs);
  const today = at.toDateString() === new Date().toDateString();
  return today ? TIME.format(at) : `${DAY.format(at)} ${TIME.format(at)}`;
}
