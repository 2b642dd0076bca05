"use client";

import { type ReactNode, useMemo, useState } from "react";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import { compareFindings, type Finding } from "#engine/notebook/versions/findings.ts";
import { type CellChange, diffNotebooks, differs } from "#engine/notebook/versions/notebook-diff.ts";
import { CellDiff } from "./cell-diff.tsx";
import { changeWords } from "./change-words.ts";
import styles from "./diff.module.css";
import { FindingView } from "./finding-view.tsx";

/** A version of a notebook with what its backtests found. */
export interface ComparedVersion {
  readonly document: NotebookDocument;
  readonly findings: readonly Finding[];
}

/** What differs between two versions of a notebook: its backtests first, then its cells in page order. */
export function NotebookDiffView({
  before,
  after,
  aside,
}: {
  before: ComparedVersion;
  after: ComparedVersion;
  aside?: (change: CellChange) => ReactNode;
}) {
  const [whole, setWhole] = useState(false);
  const diff = useMemo(
    () => diffNotebooks(before.document, after.document),
    [before.document, after.document],
  );
  const found = useMemo(
    () => compareFindings(before.findings, after.findings),
    [before.findings, after.findings],
  );
  const same = diff.cells.filter((change) => !differs(change)).length;
  const shown = diff.cells.filter((change) => whole || differs(change));
  return (
    <div className={styles.diff}>
      <p className={styles.summary} role="status">
        {changeWords(diff)}
        {same > 0 ? (
          <label>
            <input type="checkbox" checked={whole} onChange={() => setWhole(!whole)} /> Show unchanged cells,
            too
          </label>
        ) : null}
      </p>
      {diff.title ? (
        <p className={styles.title}>
          Title: <del>{diff.title.before || "Untitled"}</del> to <ins>{diff.title.after || "Untitled"}</ins>
        </p>
      ) : null}
      {found.map((change, at) => (
        <FindingView key={at} change={change} />
      ))}
      {shown.map((change) => (
        <CellDiff key={change.cellId} change={change} aside={aside?.(change)} />
      ))}
    </div>
  );
}
