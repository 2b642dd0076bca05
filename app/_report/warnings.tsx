"use client";

import { TriangleAlert } from "lucide-react";
import styles from "./report.module.css";

const SHOWN = 2;

/** What the run wants to be known about itself, the first lines in sight. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <div className={styles.warnings}>
      <TriangleAlert size={14} aria-hidden />
      <div>
        {warnings.slice(0, SHOWN).map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
        {warnings.length > SHOWN ? (
          <details>
            <summary>{warnings.length - SHOWN} more</summary>
            {warnings.slice(SHOWN).map((warning, index) => (
              <p key={index}>{warning}</p>
            ))}
          </details>
        ) : null}
      </div>
    </div>
  );
}
