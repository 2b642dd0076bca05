"use client";

import { FileUp, X } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import type { FileControl, StoredFile } from "#engine/notebook/controls/file.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { IconButton } from "../_ui/button.tsx";
import { formatBytes } from "../_ui/format-number.ts";
import { keepFile, removeFile } from "./file-cupboard.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { readDroppedFile } from "./read-dropped-file.ts";
import { useInputValue } from "./use-input-value.ts";

const NOT_KEPT =
  "There is no room to keep this file in the browser: it has to be dropped again after a reload.";

/** A place to drop a file on, or to choose one; its bytes stay in this browser and its sandbox. */
export function FileInput({ control }: { control: FileControl }) {
  const { accept, label, name, rows } = control;
  const { id: notebookId, control: runs } = useNotebook();
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
      change([dropped.fileName, dropped.hash, dropped.contents.size]);
      await keepFile(notebookId, dropped).catch(() => setProblem(NOT_KEPT));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const remove = (): void => {
    setProblem("");
    change(null);
    if (control.value !== null)
      removeFile(notebookId, control.value.hash).catch(() => setProblem("the file could not be removed"));
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
      {control.value === null ? null : (
        <IconButton label={`Remove ${control.value.fileName} from this browser`} onClick={remove}>
          <X size={14} aria-hidden />
        </IconButton>
      )}
      {control.remarks === undefined ? null : (
        <small className={styles.remark}>{control.remarks.join("; ")}</small>
      )}
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
  const size = formatBytes(value.bytes);
  return rows === null
    ? `${size}, not in this browser: drop it again`
    : `${rows.toLocaleString("en-US")} rows, ${size}`;
}
