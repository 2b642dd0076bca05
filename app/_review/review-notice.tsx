"use client";

import styles from "../_history/history.module.css";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Button } from "../_ui/button.tsx";
import { useSuggestions } from "./use-suggestions.ts";

/** Says that others suggest changes that wait for a decision; nothing otherwise. */
export function ReviewNotice() {
  const { id, view } = useNotebook();
  const list = useSuggestions(id);
  const open = (list.data ?? []).filter(({ status }) => status === "open");
  const [first] = open;
  if (!first) return null;
  const who = first.author ?? "A copy of this notebook";
  const words =
    open.length > 1
      ? `${open.length} suggestions wait for you`
      : `${who} suggests changes${first.message ? `: ${first.message}` : ""}`;
  return (
    <div className={styles.notice} role="status">
      <span className={styles.words}>{words}</span>
      <Button onClick={() => view.change({ overlay: "review" })}>Review</Button>
    </div>
  );
}
