"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import type { FileControl, StoredFile } from "#engine/notebook/controls/file.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { readDroppedFile } from "./read-dropped-file.ts";
import { useInputValue } from "./use-input-value.ts";

/** A place to drop a file on, or to choose one; its bytes go to the sandbox and nowhere else. */
export function FileInput({ control }: { control: FileControl }) {
  const { accept, label, name, rows } = control;
  const { control: runs } = useNotebook();
  const id = useId();
  const [, change] = useInputValue<StoredFile | null>(name, null);
  const [problem, setProblem] = useState("");
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    setProblem("");
    if (file === undefined) return;
    try {
      const dropped = await readDroppedFile(file, accept);
      await runs.putFile(dropped);
      change([dropped.fileName, dropped.hash, dropped.bytes.length]);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const show = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <InputRow label={label}>
      <label
        className={styles.drop}
        data-over={over}
        htmlFor={id}
        onDragOver={show}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileUp size={15} aria-hidden />
        <span>{control.value === null ? "Drop a file here, or choose one" : control.value.fileName}</span>
        <small>{stateOf(control, rows)}</small>
        <input
          id={id}
          className="visually-hidden"
          type="file"
          aria-label={label}
          accept={accept.map((format) => `.${format}`).join(",")}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      {problem === "" ? null : (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </InputRow>
  );
}

function stateOf({ accept, value }: FileControl, rows: number | null): string {
  if (value === null) return accept.join(", ");
  return rows === null ? "not in this session: drop it again" : `${rows.toLocaleString("en-US")} rows`;
}
