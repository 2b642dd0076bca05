"use client";

import { useState } from "react";
import { Button } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { type BatchEntry, goodOf, previewText, problemOf } from "./batch-entries.ts";
import data from "./data.module.css";
import { FilePreview } from "./file-preview.tsx";
import { ReadingFields } from "./reading-fields.tsx";
import { useBatch } from "./use-batch.ts";

/** Several files of bars: each is shown before it is stored, one button takes all that are good, and the others stay with their reason. */
export function FileBatch({ files, leave }: { readonly files: readonly File[]; readonly leave: () => void }) {
  const { entries, reading, setReading, put, store } = useBatch(files, leave);
  const good = goodOf(entries).length;
  const isReading = entries.some(({ preview, problem }) => preview === undefined && problem === undefined);
  return (
    <form
      className={styles.form}
      aria-label="Import files"
      onSubmit={(event) => {
        event.preventDefault();
        store.mutate(entries);
      }}
    >
      <ReadingFields {...reading} change={(part) => setReading({ ...reading, ...part })} />
      <Button type="submit" tone="accent" disabled={store.isPending || isReading || good === 0}>
        {store.isPending ? "Importing" : `Import ${good} of ${entries.length}`}
      </Button>
      <Button onClick={leave} disabled={store.isPending}>
        Choose others
      </Button>
      <div className={data.batch}>
        <table className={styles.list} aria-label="Files to import">
          <thead>
            <tr>
              <th>File</th>
              <th>Symbol</th>
              <th>What it holds</th>
              <th>
                <span className="visually-hidden">More</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <BatchRow
                key={`${entry.file.name} ${entry.file.size} ${entry.file.lastModified}`}
                entry={entry}
                problem={problemOf(entry, entries)}
                rename={(symbol) => put(entry.file, { symbol })}
              />
            ))}
          </tbody>
        </table>
      </div>
    </form>
  );
}

interface BatchRowProps {
  readonly entry: BatchEntry;
  readonly problem: string | undefined;
  readonly rename: (symbol: string) => void;
}

function BatchRow({ entry: { file, symbol, preview }, problem, rename }: BatchRowProps) {
  const [open, setOpen] = useState(false);
  const words = preview ? previewText(preview) : problem === undefined ? "being read" : "";
  return (
    <>
      <tr>
        <td className={data.fileName} title={file.name}>
          {file.name}
        </td>
        <td>
          <input
            value={symbol}
            maxLength={40}
            size={12}
            aria-label={`Symbol of ${file.name}`}
            onChange={({ target }) => rename(target.value)}
          />
        </td>
        <td className={styles.prose}>
          {words}
          {problem === undefined ? null : <span className={data.failure}>{problem}</span>}
        </td>
        <td>
          {preview ? (
            <Button
              aria-expanded={open}
              aria-label={`${open ? "Hide" : "Show"} ${file.name}`}
              onClick={() => setOpen(!open)}
            >
              {open ? "Hide" : "Show"}
            </Button>
          ) : null}
        </td>
      </tr>
      {open && preview ? (
        <tr>
          <td colSpan={4} className={styles.prose}>
            <FilePreview preview={preview} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
