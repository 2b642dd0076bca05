"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo } from "react";
import type { TimeChart as ChartData } from "#engine/notebook/time-chart.ts";
import { TimeChart } from "../_charts/time-chart.tsx";
import { useTRPC } from "../_data/api.ts";
import { RerunPanel } from "../_reproduce/rerun-panel.tsx";
import { ManifestView } from "../_report/manifest-view.tsx";
import { StatisticsList } from "../_report/statistics-list.tsx";
import styles from "../_ui/page.module.css";
import { paramsText, periodText, symbolsText } from "./run-names.ts";
import own from "./runs.module.css";
import { SavedReport } from "./saved-report.tsx";
import { StoredTrades } from "./stored-trades.tsx";

/** One saved run as it was: its whole report, or for a run without one its account, statistics, trades and manifest. */
export function RunScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const run = useQuery(trpc.runs.get.queryOptions({ id }));
  const curve = run.data?.curve;
  const chart = useMemo(() => (curve && curve.time.length > 1 ? accountChart(curve) : null), [curve]);
  if (!run.data)
    return (
      <div className={styles.page}>
        <div className={styles.inner}>
          {run.error ? <p className={styles.problem}>{run.error.message}</p> : null}
        </div>
      </div>
    );
  const {
    strategyName,
    strategyVersion,
    notebookId,
    note,
    statistics,
    trades,
    manifest,
    resultHash,
    strategyId,
  } = run.data;
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>{strategyName}</h1>
          <span className={styles.quiet}>{strategyVersion}</span>
        </header>
        <p className={styles.facts}>
          <span>{symbolsText(run.data)}</span>
          <span>{periodText(run.data)}</span>
          <span>{paramsText(run.data)}</span>
          {strategyId ? <Link href={`/strategies/${strategyId}`}>In the library</Link> : null}
          {notebookId ? <Link href={`/notebooks/${notebookId}`}>Open its notebook</Link> : null}
          <Link href="/runs">All runs</Link>
        </p>
        {note ? <p className={styles.lead}>{note}</p> : null}
        <RerunPanel run={run.data} />
        <SavedReport id={id}>
          {chart ? <TimeChart chart={chart} label={`Equity of ${strategyName}`} /> : null}
          <StatisticsList statistics={statistics} />
          <h2 className={own.section}>Trades</h2>
          <StoredTrades trades={trades} />
          {manifest && resultHash ? (
            <>
              <h2 className={own.section}>Manifest</h2>
              <ManifestView result={{ manifest, resultHash }} />
            </>
          ) : null}
        </SavedReport>
      </div>
    </div>
  );
}

function accountChart({ time, equity }: { time: readonly number[]; equity: readonly number[] }): ChartData {
  let peak = -Infinity;
  const falls = Float64Array.from(equity, (value) => value / (peak = Math.max(peak, value)) - 1);
  const account = {
    kind: "line" as const,
    name: "equity",
    values: Float64Array.from(equity),
    tone: "accent" as const,
  };
  return {
    title: "",
    time: Float64Array.from(time),
    panes: [
      { title: "", number: "money", share: 2.4, levels: [], series: [{ ...account, width: 2 }] },
      {
        title: "",
        number: "percent",
        share: 1,
        levels: [],
        series: [{ kind: "area", name: "drawdown", values: falls, tone: "loss" }],
      },
    ],
    trades: [],
    height: 380,
  };
}
