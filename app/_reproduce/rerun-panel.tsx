"use client";

import { BadgeCheck, BadgeX, RotateCw, Square } from "lucide-react";
import { Button } from "../_ui/button.tsx";
import { DifferenceTable } from "../_runs/difference-table.tsx";
import { type RepeatableRun, type RerunOutcome, whyNot } from "./rerun.ts";
import styles from "./reproduce.module.css";
import { useRerun } from "./use-rerun.ts";

/** Repeats a saved run from its manifest, and says whether the bits are the same. */
export function RerunPanel({
  run,
}: {
  run: RepeatableRun & { readonly rerunHash: string | null; readonly rerunAt: string | null };
}) {
  const { outcome, problem, isRunning, start, stop } = useRerun(run);
  const why = whyNot(run);
  return (
    <section className={styles.panel} aria-label="Run again">
      {isRunning ? (
        <Button onClick={stop}>
          <Square size={12} aria-hidden /> Stop
        </Button>
      ) : (
        <Button onClick={start} disabled={why !== null}>
          <RotateCw size={13} aria-hidden /> Run again from its manifest
        </Button>
      )}
      <p role="status">
        {isRunning ? "Running its cells as they were, on the prices that it was computed on…" : null}
        {!isRunning && problem !== null ? <span className={styles.trouble}>{problem}</span> : null}
        {!isRunning && outcome ? <Verdict outcome={outcome} saved={run.resultHash} /> : null}
        {!isRunning && !outcome && problem === null ? earlier(run, why) : null}
      </p>
      {outcome && outcome.differences.length > 0 ? (
        <DifferenceTable heads={["As saved", "Run again"]} differences={outcome.differences} />
      ) : null}
    </section>
  );
}

function Verdict({ outcome, saved }: { outcome: RerunOutcome; saved: string | null }) {
  const { same, words, resultHash } = outcome;
  return (
    <span className={styles.verdict} data-same={same}>
      {same ? <BadgeCheck size={16} aria-hidden /> : <BadgeX size={16} aria-hidden />} {words}.
      {resultHash === null ? null : (
        <code>
          {same ? resultHash.slice(0, 12) : `${(saved ?? "").slice(0, 12)} ≠ ${resultHash.slice(0, 12)}`}
        </code>
      )}
    </span>
  );
}

function earlier(
  run: { resultHash: string | null; rerunHash: string | null; rerunAt: string | null },
  why: string | null,
) {
  if (why !== null) return `It cannot be run again: ${why}.`;
  if (run.rerunHash === null || run.rerunAt === null) return "Nobody has run it again yet.";
  const day = run.rerunAt.slice(0, 10);
  if (run.rerunHash !== run.resultHash) return `Run again on ${day}: another result came of it.`;
  return (
    <span className={styles.verdict} data-same>
      <BadgeCheck size={16} aria-hidden /> Run again on {day}: bit for bit the same.
    </span>
  );
}
