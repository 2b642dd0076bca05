"use client";

import { MessageSquare } from "lucide-react";
import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import { useNotebook, useView } from "../_notebook/notebook-context.tsx";
import { IconButton } from "../_ui/button.tsx";
import styles from "./talk.module.css";
import { useAskedThread } from "./asked-place.ts";
import { useThreads } from "./use-comments.ts";

/** Open threads by cell id; the empty id stands for the whole notebook. One question for all cells. */
const CommentCountsContext = createContext<ReadonlyMap<string, number>>(new Map());

/** Counts a notebook's open threads for the marks inside. */
export function CommentCounts({ children }: { children: ReactNode }) {
  const { id, view } = useNotebook();
  const { data } = useThreads(id);
  const asked = useAskedThread();
  useEffect(() => {
    if (asked !== null) view.change({ talkOpen: true });
  }, [asked, view]);
  const counts = useMemo(() => {
    const open = (data ?? []).filter(({ resolvedAt }) => resolvedAt === null);
    return new Map(
      [...Map.groupBy(open, ({ cellId }) => cellId ?? "")].map(([cell, own]) => [cell, own.length]),
    );
  }, [data]);
  return <CommentCountsContext value={counts}>{children}</CommentCountsContext>;
}

/** Beside a cell that is talked about: how many threads are open, and the way to them. */
export function CommentMark({ id }: { id: string }) {
  const { view, store } = useNotebook();
  const count = use(CommentCountsContext).get(id) ?? 0;
  if (count === 0) return null;
  const words = count === 1 ? "1 open thread" : `${count} open threads`;
  return (
    <button
      type="button"
      className={styles.mark}
      aria-label={`${words} on cell ${id}`}
      onClick={() => {
        store.setFocus(id, "command");
        view.change({ talkOpen: true });
      }}
    >
      <MessageSquare size={13} aria-hidden /> {count}
    </button>
  );
}

/** Opens the comments; says how many threads are open. */
export function TalkButton() {
  const { view } = useNotebook();
  const { talkOpen } = useView();
  const open = [...use(CommentCountsContext).values()].reduce((sum, count) => sum + count, 0);
  const label = talkOpen ? "Hide comments and activity" : "Comments and activity";
  return (
    <span className={styles.talk}>
      <IconButton
        label={open > 0 ? `${label} (${open} open)` : label}
        pressed={talkOpen}
        onClick={() => view.change({ talkOpen: !talkOpen })}
      >
        <MessageSquare size={16} aria-hidden />
      </IconButton>
      {open > 0 ? <span aria-hidden>{open}</span> : null}
    </span>
  );
}
