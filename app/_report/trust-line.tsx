"use client";

import { Database, ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import type { ReactNode } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { formatDate } from "../_ui/format-number.ts";
import { Hint } from "../_ui/hint.tsx";
import { AuditNow } from "./audit-now.tsx";
import { auditWords } from "./audit-words.ts";
import { qualityWords } from "./quality-words.ts";
import styles from "./report.module.css";

/** Goes to a line of a cell; absent where no cells are there. */
export type JumpToLine = (cellId: string, line: number) => void;

/** What was tested, on what, and whether it saw the future: read before any number. `tools` stand at its end. */
export function TrustLine({
  result,
  tools,
  onJump,
}: {
  result: BacktestResult;
  tools?: ReactNode;
  onJump?: JumpToLine | undefined;
}) {
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
      <span className={styles.trustEnd}>
        <AuditBadge result={result} onJump={onJump} />
        <AuditNow result={result} />
        <QualityBadge result={result} />
        <Hint
          text={`Result ${result.resultHash}: the same code, data and settings give the same hash everywhere`}
        >
          <code className={styles.hash} tabIndex={0}>
            {result.resultHash.slice(0, 8)}
          </code>
        </Hint>
        {tools}
      </span>
    </header>
  );
}

const ICONS = { pending: ShieldQuestion, causal: ShieldCheck, caution: ShieldQuestion, leaks: ShieldAlert };

/** The verdict; where a leak's line is known, it leads there. */
function AuditBadge({ result, onJump }: { result: BacktestResult; onJump: JumpToLine | undefined }) {
  const { verdict, short, long } = auditWords(result);
  const Icon = ICONS[verdict];
  const words = (
    <>
      <Icon size={14} aria-hidden /> {short}
    </>
  );
  const { cell, line } = result.audit?.firstLeak ?? {};
  const leads = onJump && cell !== undefined && line !== undefined;
  return (
    <Hint text={leads ? `${long}. Click to go to the line.` : long}>
      {leads ? (
        <button
          type="button"
          className={`${styles.audit} ${styles.link}`}
          data-verdict={verdict}
          onClick={() => onJump(cell, line)}
        >
          {words}
        </button>
      ) : (
        <span className={styles.audit} data-verdict={verdict} tabIndex={0}>
          {words}
        </span>
      )}
    </Hint>
  );
}

/** The score of the data, with what was found on hover. */
function QualityBadge({ result }: { result: BacktestResult }) {
  const words = qualityWords(result);
  if (!words) return null;
  return (
    <Hint text={words.long}>
      <span className={styles.quality} data-verdict={words.verdict} tabIndex={0}>
        <Database size={13} aria-hidden /> {words.short}
      </span>
    </Hint>
  );
}
