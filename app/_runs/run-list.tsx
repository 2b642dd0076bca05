"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "../_data/api.ts";
import { formatNumber, formatSigned } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";

/** Saved runs, newest first, with the numbers that are compared first. */
export function RunList() {
  const trpc = useTRPC();
  const runs = useQuery(trpc.runs.list.queryOptions({ limit: 200 }));
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Runs</h1>
        </header>
        {runs.error ? <p className={styles.problem}>{runs.error.message}</p> : null}
        {runs.data?.length === 0 ? (
          <p className={styles.lead}>
            No run is saved yet. Open a notebook, run a backtest and press the bookmark at the right of its
            first line: the run is kept with everything that is needed to get the same numbers again.
          </p>
        ) : (
          <RunTable runs={runs.data ?? []} />
        )}
      </div>
    </div>
  );
}

type Runs = readonly {
  readonly id: string;
  readonly strategyName: string;
  readonly strategyVersion: string;
  readonly createdAt: string;
  readonly statistics: Readonly<Record<string, number | null>>;
  readonly tradesCount: number | null;
  readonly notebookId: string | null;
  readonly resultHash: string | null;
}[];

function RunTable({ runs }: { runs: Runs }) {
  return (
    <table className={styles.list}>
      <thead>
        <tr>
          <th>Strategy</th>
          <th>Saved</th>
          <th className="numeric">Total return</th>
          <th className="numeric">Sharpe</th>
          <th className="numeric">Max drawdown</th>
          <th className="numeric">Trades</th>
          <th>Notebook</th>
          <th>Result</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td>
              {run.strategyName} <span className={styles.quiet}>{run.strategyVersion}</span>
            </td>
            <td className={styles.quiet}>{run.createdAt.slice(0, 16).replace("T", " ")}</td>
            <td className="numeric">{formatSigned(run.statistics.totalReturn, "percent")}</td>
            <td className="numeric">{formatNumber(run.statistics.sharpe, "ratio")}</td>
            <td className="numeric">{formatNumber(run.statistics.maxDrawdown, "percent")}</td>
            <td className="numeric">{formatNumber(run.tradesCount, "count")}</td>
            <td>{run.notebookId ? <Link href={`/notebooks/${run.notebookId}`}>open</Link> : "–"}</td>
            <td>
              <code>{run.resultHash?.slice(0, 8) ?? "–"}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
