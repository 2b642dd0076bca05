"use client";

import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import { formatDate } from "../_ui/format-number.ts";
import { AuditNow } from "./audit-now.tsx";
import { auditAdvice, auditWords, CELLS } from "./audit-words.ts";
import { ExecutionFacts } from "./execution-facts.tsx";
import { QualityView } from "./quality-view.tsx";
import styles from "./report.module.css";
import type { JumpToLine } from "./trust-line.tsx";

/** What was tried to catch the run looking ahead, what came of it, and what its fills rest on. */
export function AuditView({ result, onJump }: { result: BacktestResult; onJump?: JumpToLine | undefined }) {
  return (
    <div className={styles.attribution}>
      <section className={styles.wide}>
        <h4>Causality</h4>
        {result.audit ? (
          <Verdict audit={result.audit} onJump={onJump} />
        ) : (
          <p className={styles.none}>Not audited yet. {auditWords(result).long}.</p>
        )}
        <p className={styles.advice}>
          {auditAdvice(result)} <AuditNow result={result} />
        </p>
      </section>
      <QualityView {...(result.quality && { quality: result.quality })} />
      {result.execution ? <ExecutionFacts result={result} report={result.execution} /> : null}
    </div>
  );
}

function Verdict({ audit, onJump }: { audit: AuditVerdict; onJump: JumpToLine | undefined }) {
  const leak = audit.firstLeak;
  return (
    <>
      {leak ? (
        <p className={styles.leak} role="alert">
          Looks ahead: {leak.what} at bar {leak.bar} ({formatDate(leak.time)})
          <LeakLine leak={leak} onJump={onJump} />. What is decided there changes with prices that come later.
        </p>
      ) : null}
      <table className={styles.groups}>
        <thead>
          <tr>
            <th>Test</th>
            <th>What it does</th>
            <th>Found</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(audit).map(([test, does, found]) => (
            <tr key={test}>
              <td>{test}</td>
              <td>{does}</td>
              <td>{found}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Where the leak comes from, as a way there where its cell is known. */
function LeakLine({
  leak: { line, cell },
  onJump,
}: {
  leak: NonNullable<AuditVerdict["firstLeak"]>;
  onJump: JumpToLine | undefined;
}) {
  if (line === undefined) return null;
  const words = `line ${line}${cell === undefined ? "" : ` of cell ${cell}`}`;
  if (!onJump || cell === undefined) return `, from ${words}`;
  return (
    <>
      , from{" "}
      <button type="button" className={styles.link} onClick={() => onJump(cell, line)}>
        {words}
      </button>
    </>
  );
}

function rowsOf(audit: AuditVerdict): (readonly [string, string, string])[] {
  const { cuts, perturbations, deterministic, warmup, verdict } = audit;
  const leaks = verdict === "leaks";
  const warmupFound = warmup
    ? warmup.suggestedBars === null
      ? `trades still change with ${warmup.historyBars} bars of history`
      : `${warmup.declaredBars} bars declared, ${warmup.suggestedBars} are enough`
    : "not run";
  return [
    ["Twice", "The same bars again", said(deterministic, "the same bits", "the two runs differ")],
    [
      "Prefixes",
      "Histories that end earlier",
      cuts === 0 ? "not run" : `${cuts} cuts${leaks ? "" : ", nothing changed"}`,
    ],
    [
      "Other futures",
      "The same past with another future",
      perturbations === undefined ? "not run" : `${perturbations} futures${leaks ? "" : ", nothing changed"}`,
    ],
    [
      "Its cells",
      "The cells that make the strategy, run again on data that end earlier",
      audit.cells ? CELLS[audit.cells.outcome](audit.cells) : "not run",
    ],
    ["Warm-up", "Less and less history before", warmupFound],
  ];
}

function said(value: boolean | undefined, yes: string, no: string): string {
  return value === undefined ? "not run" : value ? yes : no;
}
