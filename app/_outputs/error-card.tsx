"use client";

import { CircleAlert } from "lucide-react";
import type { CellError } from "#engine/notebook/output.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import styles from "./outputs.module.css";

/** Message first, then the places in the reader's own code, as links. */
export function ErrorCard({ error, cellId }: { error: CellError; cellId: string }) {
  const { store } = useNotebook();
  const frames =
    error.frames.length > 0 || error.line === undefined ? error.frames : [ownFrame(cellId, error)];
  return (
    <div className={styles.error} role="alert">
      <CircleAlert size={15} aria-hidden />
      <div>
        <p>{error.message}</p>
        {frames.map((frame, index) => (
          <button key={index} type="button" onClick={() => store.setFocus(frame.cellId, "command")}>
            cell {frame.cellId}, line {frame.line}
            {frame.name ? <code> {frame.name}</code> : null}
          </button>
        ))}
      </div>
    </div>
  );
}

function ownFrame(cellId: string, error: CellError): CellError["frames"][number] {
  return { cellId, line: error.line ?? 1, column: error.column ?? 1, name: "" };
}
