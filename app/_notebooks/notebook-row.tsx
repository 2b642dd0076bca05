"use client";

import { Copy, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { NotebookSummary } from "#server/notebooks/list-notebooks.ts";
import { UNDEFINED_MARK } from "../_ui/format-number.ts";
import { IconButton } from "../_ui/button.tsx";
import { ago, isOlder } from "./arrange-notebooks.ts";
import styles from "./notebooks.module.css";
import { Sparkline } from "./sparkline.tsx";
import type { NotebookActions } from "./use-notebook-actions.ts";

/** What the workspace may do with it, in a few words. */
const SHARED_WORDS: Readonly<Record<NotebookSummary["shared"], string>> = {
  none: "private",
  view: "all may read",
  comment: "all may comment",
  run: "all may run",
  edit: "all may edit",
  own: "everybody's",
};

/** More characters than two lines have room for in a narrow window; the rest is read on hover. */
const LONG_TITLE = 60;

/** One notebook of the list. */
export function NotebookRow({
  notebook,
  now,
  owned,
  actions,
  onTag,
}: {
  notebook: NotebookSummary;
  /** Whether the list says whose notebooks are: where there are accounts. */
  owned: boolean;
  now: number;
  actions: NotebookActions;
  onTag: (tag: string) => void;
}) {
  const { id, title, tags, updatedAt, lastRunAt, sparkline, looksAhead, owner, shared } = notebook;
  const edited = isOlder(lastRunAt, updatedAt) && sparkline.length > 0;
  const [renaming, setRenaming] = useState(false);
  return (
    <tr>
      <td className={styles.titleCell}>
        {renaming ? (
          <RenameField
            title={title}
            onDone={(next) => {
              setRenaming(false);
              if (next !== null) void actions.rename(id, next);
            }}
          />
        ) : (
          <Link href={`/notebooks/${id}`} title={title.length > LONG_TITLE ? title : undefined}>
            {title}
          </Link>
        )}
        {tags.map((tag) => (
          <button key={tag} type="button" className={styles.tag} onClick={() => onTag(tag)}>
            {tag}
          </button>
        ))}
      </td>
      <td className={styles.spark}>
        <Sparkline {...{ values: sparkline, looksAhead, edited }} label="Equity of the last backtest" />
      </td>
      <td className={styles.quiet}>
        <time dateTime={updatedAt}>{ago(updatedAt, now)}</time>
      </td>
      <td className={styles.quiet}>
        {lastRunAt === null ? "never" : <time dateTime={lastRunAt}>{ago(lastRunAt, now)}</time>}
        {edited ? <small className={styles.edited}>before the last edits</small> : null}
      </td>
      {owned ? (
        <td className={styles.quiet}>
          {owner ?? UNDEFINED_MARK}
          <small className={styles.edited}>{SHARED_WORDS[shared]}</small>
        </td>
      ) : null}
      <td className={styles.actions}>
        <IconButton label={`Rename ${title}`} onClick={() => setRenaming(true)}>
          <Pencil size={14} aria-hidden />
        </IconButton>
        <IconButton label={`Duplicate ${title}`} onClick={() => void actions.duplicate(id)}>
          <Copy size={14} aria-hidden />
        </IconButton>
        <IconButton label={`Delete ${title}`} onClick={() => void actions.bin(id, title)}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </td>
    </tr>
  );
}

/** Enter or leaving keeps the new title, Escape the old one. */
function RenameField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const [text, setText] = useState(title);
  const next = text.trim() === "" || text.trim() === title ? null : text.trim();
  return (
    <input
      autoFocus
      className={styles.rename}
      aria-label={`New title of ${title}`}
      value={text}
      maxLength={300}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => onDone(next)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") onDone(null);
      }}
    />
  );
}
