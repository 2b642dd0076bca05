"use client";

import { type KeyboardEvent, useState } from "react";
import { Button } from "../_ui/button.tsx";
import { MentionField } from "./mention-field.tsx";
import styles from "./talk.module.css";

/** Where a comment is written; Ctrl Enter sends it. It is emptied once the server has it. */
export function CommentForm({
  label,
  send,
  words = "",
  onSend,
  onCancel,
}: {
  label: string;
  send: string;
  words?: string;
  onSend: (body: string) => Promise<boolean>;
  onCancel?: () => void;
}) {
  const [body, setBody] = useState(words);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (body.trim() === "" || busy) return;
    setBusy(true);
    if (await onSend(body)) setBody("");
    setBusy(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation(); // keys are words here, not commands
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
    if (event.key === "Escape") onCancel?.();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <MentionField label={label} words={body} onWords={setBody} onKeyDown={onKeyDown} />
      <footer>
        {onCancel ? <Button onClick={onCancel}>Cancel</Button> : null}
        <Button type="submit" disabled={body.trim() === "" || busy}>
          {send}
        </Button>
      </footer>
    </form>
  );
}
