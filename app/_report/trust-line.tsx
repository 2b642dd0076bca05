"use client";

import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import { formatDate } from "../_ui/format-number.ts";
import { Hint } from "../_ui/hint.tsx";
import styles from "./report.module.css";
import { SaveRun } from "./save-run.tsx";

/** What was tested, on what, and whether it saw the future: read before any number. */
export function TrustLine({ result }: { result: BacktestResult }) {
  const { manifest } = result;
  const [first] = manifest.data;
  const symbols = manifest.data.map((item) => item.symbol);
  const shown =
    symbols.length > 3
      ? `${symbols.slice(0, 3).join(", ")} and ${symbols.length - 3} more`
      : symbols.join(", ");
  const synthetic = manifest.data.some((item) => item.synthetic);
  return (
    <header className={styles.trust}>
      <strong>{manifest.strategy.name}</strong>
      <span>{manifest.strategy.version}</span>
      <span>
        {shown} · {first?.timeframe} ·{" "}
        {first ? `${formatDate(first.firstOpenTime)} to ${formatDate(first.lastCloseTime)}` : ""}
      </span>
      {synthetic ? <span className={styles.synthetic}>synthetic data</span> : null}
      <span className={styles.grow} />
      <AuditBadge audit={result.audit} />
      <Hint
        text={`Result ${result.resultHash}: the same code, data and settings give the same hash everywhere`}
      >
        <code className={styles.hash} tabIndex={0}>
          {result.resultHash.slice(0, 8)}
        </code>
      </Hint>
      <SaveRun result={result} />
    </header>
  );
}

function AuditBadge({ audit }: { audit: AuditVerdict | undefined }) {
  if (!audit) {
    return (
      <Hint text="The audit runs as soon as you stop changing things">
        <span className={styles.audit} data-verdict="pending" tabIndex={0}>
          <ShieldQuestion size={14} aria-hidden /> not audited yet
        </span>
      </Hint>
    );
  }
  if (audit.verdict === "causal") {
    return (
      <Hint text={`Run again on ${audit.cuts} shorter histories: no past value, order or fill changed`}>
        <span className={styles.audit} data-verdict="causal" tabIndex={0}>
          <ShieldCheck size={14} aria-hidden /> causal
        </span>
      </Hint>
    );
  }
  const leak = audit.firstLeak;
  return (
    <span className={styles.audit} data-verdict="leaks">
      <ShieldAlert size={14} aria-hidden /> looks ahead
      {leak ? `: ${leak.what} at bar ${leak.bar} (${formatDate(leak.time)})` : ""}
    </span>
  );
}
