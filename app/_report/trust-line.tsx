"use client";

import { ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import { formatDate } from "../_ui/format-number.ts";
import { Hint } from "../_ui/hint.tsx";
import { auditWords } from "./audit-words.ts";
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

const ICONS = { pending: ShieldQuestion, causal: ShieldCheck, caution: ShieldQuestion, leaks: ShieldAlert };

function AuditBadge({ audit }: { audit: AuditVerdict | undefined }) {
  const { verdict, short, long } = auditWords(audit);
  const Icon = ICONS[verdict];
  return (
    <Hint text={long}>
      <span className={styles.audit} data-verdict={verdict} tabIndex={0}>
        <Icon size={14} aria-hidden /> {short}
      </span>
    </Hint>
  );
}
