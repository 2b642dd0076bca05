"use client";

import { use, useState } from "react";
import { useFocusedCell, useNotebook } from "../_notebook/notebook-context.tsx";
import { CommentForm } from "./comment-form.tsx";
import { MayCommentContext } from "./may-comment-context.ts";
import styles from "./talk.module.css";
import { ThreadCard } from "./thread-card.tsx";
import { useAskedThread } from "./asked-place.ts";
import { useCommentActions, useThreads } from "./use-comments.ts";

/** Threads in page order, and a place to begin one on the cell with the cursor. */
export function CommentList() {
  const notebook = useNotebook();
  const { id, store } = notebook;
  const actions = useCommentActions(notebook);
  const mayComment = use(MayCommentContext);
  const [now] = useState(() => Date.now());
  const [settledToo, setSettledToo] = useState(false);
  const [whole, setWhole] = useState(false);
  const cellId = useFocusedCell();
  const threads = useThreads(id);
  const all = (threads.data ?? []).toSorted((a, b) => store.indexOf(a.cellId) - store.indexOf(b.cellId));
  const asked = useAskedThread();
  const shown = all.filter(({ id: own, resolvedAt }) => settledToo || resolvedAt === null || own === asked);
  const onCell = cellId !== null && !whole;
  return (
    <div className={styles.comments}>
      {mayComment ? (
        <CommentForm
          label={onCell ? `Comment on cell ${cellId}` : "Comment on the whole notebook"}
          send="Comment"
          onSend={(body) => actions.add(body, onCell ? { cellId } : {})}
        />
      ) : (
        <p className={styles.hint}>You may read what is said here; its owner lets others write.</p>
      )}
      <p className={styles.options}>
        {mayComment ? (
          <label>
            <input type="checkbox" checked={whole} onChange={() => setWhole(!whole)} /> On the whole notebook
          </label>
        ) : null}
        <label>
          <input type="checkbox" checked={settledToo} onChange={() => setSettledToo(!settledToo)} /> Show
          settled
        </label>
      </p>
      {threads.error ? <p className={styles.hint}>{threads.error.message}</p> : null}
      {shown.length === 0 && threads.isSuccess ? (
        <p className={styles.hint}>
          {all.length === 0
            ? "Nothing was said yet. Comments stay with the text that they are about; @name tells somebody."
            : "All threads are settled."}
        </p>
      ) : null}
      <ul className={styles.threads}>
        {shown.map((thread) => (
          <ThreadCard key={thread.id} thread={thread} now={now} asked={thread.id === asked} />
        ))}
      </ul>
    </div>
  );
}
