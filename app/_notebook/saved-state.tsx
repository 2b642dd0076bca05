"use client";

import { Hint } from "../_ui/hint.tsx";
import { useSaveState } from "./notebook-context.tsx";
import type { SaveState } from "./autosave.ts";
import styles from "./notebook.module.css";

const WORDS: Record<SaveState["kind"], readonly [string, string]> = {
  saved: ["Saved", "Everything is on the server"],
  unsaved: ["Edited", "Saves by itself in a moment"],
  saving: ["Saving", "On its way to the server"],
  offline: ["No connection: kept in this browser", "Goes to the server by itself as soon as there is one"],
  refused: ["Not saved", "Kept in this browser and tried again every few seconds"],
  conflict: ["Conflict", "A newer version is on the server; choose one above the notebook"],
};

/** Whether the server has the text; says why when it has not. */
export function SavedState() {
  const state = useSaveState();
  const [word, meaning] = WORDS[state.kind];
  return (
    <Hint text={"reason" in state ? `${meaning}: ${state.reason}` : meaning}>
      <span className={styles.saved} data-kind={state.kind} role="status">
        {word}
      </span>
    </Hint>
  );
}
