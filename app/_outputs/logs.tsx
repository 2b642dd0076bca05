"use client";

import type { LogLine } from "#engine/notebook/output.ts";
import styles from "./outputs.module.css";

const SHOWN = 8;

/** The cell's own console; long logs are folded. */
export function Logs({ lines }: { lines: readonly LogLine[] }) {
  if (lines.length === 0) return null;
  const shown = lines.slice(-SHOWN);
  const hidden = lines.slice(0, -SHOWN);
  return (
    <div className={styles.logs} aria-label="Console">
      {hidden.length > 0 ? (
        <details>
          <summary>{hidden.length} earlier lines</summary>
          {hidden.map(logRow)}
        </details>
      ) : null}
      {shown.map(logRow)}
    </div>
  );
}

function logRow(line: LogLine, index: number) {
  return (
    <pre key={index} data-level={line.level}>
      {line.text}
    </pre>
  );
}
