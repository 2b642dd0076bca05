"use client";

import { use } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { AuditDeskContext } from "./audit-desk.ts";
import { isAuditOpen } from "./audit-words.ts";
import styles from "./audit-now.module.css";

/** Starts the audit that was too long to run unasked; while it runs, how far it is, and a way to end it. */
export function AuditNow({ result }: { result: BacktestResult }) {
  const desk = use(AuditDeskContext);
  if (!desk || !isAuditOpen(result)) return null;
  if (desk.share === undefined)
    return (
      <button type="button" className={styles.ask} onClick={() => desk.ask()}>
        Audit now
      </button>
    );
  return (
    <span className={styles.work}>
      <progress value={desk.share} aria-label="Audit">
        {Math.floor(100 * desk.share)}%
      </progress>
      <button type="button" className={styles.stop} onClick={() => desk.stop()}>
        Stop the audit
      </button>
    </span>
  );
}
