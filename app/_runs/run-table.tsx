"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { IconButton } from "../_ui/button.tsx";
import { RerunMark } from "../_reproduce/rerun-mark.tsx";
import { CompareBox, type Comparing } from "../_ui/comparing.tsx";
import { formatNumber, formatSigned } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import own from "./runs.module.css";
import { paramsText, periodText, symbolsText, type ListedRun } from "./run-names.ts";

/** Heads, whether their values are numbers, and in which windows there is room for them; a run's page has all of it. */
const HEADS: readonly (readonly [string, boolean, ("middle" | "wide")?])[] = [
  ["Strategy", false],
  ["Data", false],
  ["Total return", true],
  ["Sharpe", true],
  ["Deflated", true],
  ["Max drawdown", true, "middle"],
  ["Trades", true, "wide"],
  ["Note", false, "wide"],
];

/** One row a run; its name opens it. */
export function RunTable({
  runs,
  comparing,
  onNote,
  onRemove,
}: {
  runs: readonly ListedRun[];
  comparing: Comparing<unknown>;
  onNote: (run: ListedRun, note: string) => void;
  onRemove: (run: ListedRun) => void;
}) {
  return (
    <table className={`${styles.list} ${own.runs}`}>
      <thead>
        <tr>
          <th>
            <span className="visually-hidden">Compare</span>
          </th>
          {HEADS.map(([head, numeric, room]) => (
            <th key={head} className={numeric ? "numeric" : undefined} data-room={room}>
              {head}
            </th>
          ))}
          <th data-room="middle">Saved</th>
          <th>
            <span className="visually-hidden">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td>
              <CompareBox comparing={comparing} id={run.id} of={`${run.strategyName} of ${run.createdAt}`} />
            </td>
            <RunCells run={run} onNote={onNote} />
            <td>
              <IconButton label="Remove this run" onClick={() => onRemove(run)}>
                <Trash2 size={13} aria-hidden />
              </IconButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RunCells({ run, onNote }: { run: ListedRun; onNote: (run: ListedRun, note: string) => void }) {
  return (
    <>
      <td>
        <Link href={`/runs/${run.id}`}>{run.strategyName}</Link>{" "}
        <span className={styles.quiet}>{run.strategyVersion}</span>
        <small className={own.under}>{paramsText(run)}</small>
      </td>
      <td>
        {symbolsText(run)}
        <small className={own.under}>{periodText(run)}</small>
      </td>
      <td className="numeric">{formatSigned(run.statistics.totalReturn, "percent")}</td>
      <td className="numeric">{formatNumber(run.statistics.sharpe, "ratio")}</td>
      <td className="numeric" title={`Probability that it is better than the best of ${run.trials} by luck`}>
        {formatNumber(run.deflatedSharpe, "percent")}
        <small className={own.under}>{run.trials === 1 ? "1 trial" : `${run.trials} trials`}</small>
      </td>
      <td className="numeric" data-room="middle">
        {formatNumber(run.statistics.maxDrawdown, "percent")}
      </td>
      <td className="numeric" data-room="wide">
        {formatNumber(run.tradesCount, "count")}
      </td>
      <td data-room="wide">
        <input
          className={own.note}
          aria-label={`Note on ${run.strategyName}`}
          placeholder="add a note"
          maxLength={2000}
          defaultValue={run.note}
          onBlur={({ target }) => target.value !== run.note && onNote(run, target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
      </td>
      <td className={styles.quiet} data-room="middle">
        {run.createdAt.slice(0, 16).replace("T", " ")}
        <small className={own.under}>
          {run.notebookId ? <Link href={`/notebooks/${run.notebookId}`}>notebook</Link> : null}{" "}
          <code>{run.resultHash?.slice(0, 8) ?? ""}</code> <RerunMark run={run} />
        </small>
      </td>
    </>
  );
}
