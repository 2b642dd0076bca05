"use client";

import { Copy, Play } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";
import { withoutHidden } from "#engine/notebook/hidden-characters.ts";
import { PeopleHere } from "../_live/people-here.tsx";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { RunState } from "../_notebook/run-state.tsx";
import bar from "../_notebook/notebook.module.css";
import { Button } from "../_ui/button.tsx";
import { Hint } from "../_ui/hint.tsx";
import styles from "./reading.module.css";
import type { Reading } from "./reading.ts";
import type { ReadingRun } from "./use-reading-run.ts";

/** Whose notebook this is, whether its code was run, and the one button that runs it. */
export function ReadingBar({
  reading,
  run,
  onCopy,
  children,
}: {
  reading: Reading;
  run: ReadingRun;
  onCopy?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const { author, savedAt, pinned, mayRun } = reading;
  const { store } = useNotebook();
  const { title } = useSyncExternalStore(store.subscribe, store.document, store.document);
  return (
    <header className={bar.bar}>
      <h1 className={styles.title}>{withoutHidden(title)}</h1>
      <span className={styles.author}>
        {author === null ? "" : `by ${author} · `}
        {savedAt.slice(0, 10)}
        {pinned ? " · pinned" : ""}
      </span>
      <span className={bar.grow} />
      <PeopleHere />
      {run.started ? (
        <RunState />
      ) : (
        <Hint text="What you see was computed by its author and kept. Nothing of it ran in your browser.">
          <span className={styles.chip} role="status" tabIndex={0}>
            Code not run
          </span>
        </Hint>
      )}
      {mayRun ? (
        <Button tone="accent" onClick={run.run}>
          <Play size={13} aria-hidden /> {run.started ? "Run again" : "Run"}
        </Button>
      ) : null}
      {onCopy ? (
        <Button onClick={onCopy}>
          <Copy size={13} aria-hidden /> Make a copy
        </Button>
      ) : null}
      {children}
    </header>
  );
}
