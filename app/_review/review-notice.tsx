"use client";

import { useEffect } from "react";
import { withoutHidden } from "#engine/notebook/hidden-characters.ts";
import styles from "../_history/history.module.css";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { useAskedSuggestions } from "../_talk/asked-place.ts";
import { Button } from "../_ui/button.tsx";
import { useSuggestions } from "./use-suggestions.ts";

/**
 * Says that changes wait for a decision: to whoever may take them over those of others, to who suggested them their own. Nothing otherwise.
 * An address that asks for the suggestions opens them, decided ones, too.
 */
export function ReviewNotice() {
  const { id, view, rights } = useNotebook();
  const list = useSuggestions(id);
  const asked = useAskedSuggestions();
  useEffect(() => {
    if (asked) view.change({ overlay: "review" });
  }, [asked, view]);
  const edits = rights === "edit";
  const open = (list.data ?? []).filter(({ status, own }) => status === "open" && (edits || own));
  const [first] = open;
  if (!first) return null;
  return (
    <div className={styles.notice} role="status">
      <span className={styles.words}>{noticeWords(first, open.length, edits)}</span>
      <Button onClick={() => view.change({ overlay: "review" })}>{edits ? "Review" : "Show"}</Button>
    </div>
  );
}

function noticeWords(
  { author, message, own }: { author: string | null; message: string; own: boolean },
  count: number,
  edits: boolean,
): string {
  if (count > 1) return edits ? `${count} suggestions wait for you` : `${count} of your suggestions wait`;
  const words = message === "" ? "" : `: ${withoutHidden(message)}`;
  if (own && !edits) return `Your suggestion waits for a decision${words}`;
  return `${author ?? "A copy of this notebook"} suggests changes${words}`;
}
