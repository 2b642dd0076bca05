"use client";

import { Check, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { use, useEffect, useRef, useState } from "react";
import { goToCell } from "../_notebook/go-to-cell.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { ago } from "../_notebooks/arrange-notebooks.ts";
import { IconButton } from "../_ui/button.tsx";
import { CommentForm } from "./comment-form.tsx";
import { MayCommentContext } from "./may-comment-context.ts";
import styles from "./talk.module.css";
import { type ListedComment, type Thread, useCommentActions } from "./use-comments.ts";

/** A thread: what it is about, what was said, and a place to answer. */
export function ThreadCard({
  thread,
  now,
  asked,
}: {
  thread: Thread;
  now: number;
  /** Whether the address asks for it: then it comes into sight. */
  asked: boolean;
}) {
  const card = useRef<HTMLLIElement>(null);
  const notebook = useNotebook();
  const { store } = notebook;
  const { cellId } = thread;
  useEffect(() => {
    if (!asked) return;
    card.current?.scrollIntoView({ block: "nearest" });
    if (cellId !== null) goToCell(store, cellId);
  }, [asked, cellId, store]);
  const actions = useCommentActions(notebook);
  const mayComment = use(MayCommentContext);
  const settled = thread.resolvedAt !== null;
  return (
    <li
      ref={card}
      className={styles.thread}
      data-settled={settled || undefined}
      data-asked={asked || undefined}
    >
      <header>
        <Anchor thread={thread} />
        {mayComment ? (
          <IconButton
            label={settled ? "Open this thread again" : "Settle this thread"}
            onClick={() => void actions.resolve(thread.id, !settled)}
          >
            {settled ? <RotateCcw size={13} aria-hidden /> : <Check size={14} aria-hidden />}
          </IconButton>
        ) : null}
      </header>
      <Said comment={thread} now={now} />
      {thread.answers.map((answer) => (
        <Said key={answer.id} comment={answer} now={now} />
      ))}
      {settled ? (
        <p className={styles.settled}>
          Settled{thread.resolvedBy === null ? "" : ` by ${thread.resolvedBy}`}
        </p>
      ) : null}
      {mayComment && !settled ? (
        <CommentForm
          label="Answer"
          send="Answer"
          onSend={(body) => actions.add(body, { threadId: thread.id })}
        />
      ) : null}
    </li>
  );
}

/** The cell that a thread is about, and how its text began then; a way to the cell while it is there. */
function Anchor({ thread: { cellId, quote } }: { thread: Thread }) {
  const { store } = useNotebook();
  if (cellId === null) return <span className={styles.anchor}>The whole notebook</span>;
  const cell = store.cell(cellId);
  const [line = ""] = quote.trim().split("\n");
  const since = cell === undefined ? "deleted since" : cell.source.startsWith(quote) ? "" : "changed since";
  return (
    <button
      type="button"
      className={styles.anchor}
      disabled={cell === undefined}
      onClick={() => goToCell(store, cellId)}
    >
      <code>{line === "" ? cellId : line}</code> {since}
    </button>
  );
}

function Said({ comment, now }: { comment: ListedComment; now: number }) {
  const actions = useCommentActions(useNotebook());
  const [editing, setEditing] = useState(false);
  const { id, author, own, body, createdAt, editedAt } = comment;
  return (
    <div className={styles.said}>
      <header>
        <strong>{author ?? "You"}</strong>
        <time dateTime={createdAt}>
          {ago(createdAt, now)}
          {editedAt === null ? "" : ", changed"}
        </time>
        {own && !editing ? (
          <span className={styles.own}>
            <IconButton label="Change these words" onClick={() => setEditing(true)}>
              <Pencil size={12} aria-hidden />
            </IconButton>
            <IconButton label="Take this comment back" onClick={() => void actions.change(id, null)}>
              <Trash2 size={12} aria-hidden />
            </IconButton>
          </span>
        ) : null}
      </header>
      {editing ? (
        <CommentForm
          label="Your words"
          send="Keep"
          words={body}
          onCancel={() => setEditing(false)}
          onSend={async (words) => {
            const done = await actions.change(id, words);
            if (done) setEditing(false);
            return done;
          }}
        />
      ) : (
        <p>{body}</p>
      )}
    </div>
  );
}
