"use client";

import { useMemo, useState } from "react";
import { showHidden } from "#engine/notebook/hidden-characters.ts";
import { diffLines, type DiffLine, type LinePart } from "#engine/notebook/versions/line-diff.ts";
import styles from "./diff.module.css";
import { foldLines, type LineBlock } from "./fold-lines.ts";

const SIGNS = { same: " ", removed: "−", added: "+" } as const;

/** Two texts laid over each other, line by line; unchanged stretches are folded until asked for. */
export function LineTable({ before, after, label }: { before: string; after: string; label: string }) {
  const blocks = useMemo(() => foldLines(diffLines(before, after)), [before, after]);
  return (
    <div className={styles.lines} role="region" aria-label={label} tabIndex={0}>
      <table>
        {blocks.map((block, at) => (
          <Block key={at} block={block} />
        ))}
      </table>
    </div>
  );
}

function Block({ block: { folded, lines } }: { block: LineBlock }) {
  const [open, setOpen] = useState(!folded);
  if (!open) {
    return (
      <tbody>
        <tr>
          <td colSpan={4}>
            <button type="button" className={styles.fold} onClick={() => setOpen(true)}>
              {lines.length} unchanged lines
            </button>
          </td>
        </tr>
      </tbody>
    );
  }
  return (
    <tbody>
      {lines.map((line, at) => (
        <Line key={at} line={line} />
      ))}
    </tbody>
  );
}

function Line({ line: { kind, before, after, parts } }: { line: DiffLine }) {
  return (
    <tr data-kind={kind}>
      <td className={styles.number}>{before}</td>
      <td className={styles.number}>{after}</td>
      <td className={styles.sign}>{SIGNS[kind]}</td>
      <td>
        {kind === "removed" ? <del>{marked(parts)}</del> : null}
        {kind === "added" ? <ins>{marked(parts)}</ins> : null}
        {kind === "same" ? marked(parts) : null}
      </td>
    </tr>
  );
}

const marked = (parts: readonly LinePart[]) =>
  parts.map(({ text, changed }, at) =>
    changed ? <mark key={at}>{showHidden(text)}</mark> : showHidden(text),
  );
