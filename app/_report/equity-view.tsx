"use client";

import { useMemo } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { TimeChart } from "../_charts/time-chart.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import { HardTimes } from "./hard-times.tsx";
import { equityChart } from "./report-charts.ts";
import styles from "./report.module.css";

const HEIGHT = 420;

/** The account over time against holding, its falls below, what the order of prices inside bars leaves open, and its hard times. */
export function EquityView({ result }: { result: BacktestResult }) {
  const chart = useMemo(() => equityChart(result, HEIGHT), [result]);
  return (
    <div>
      <TimeChart chart={chart} label={`Equity and drawdown of ${result.manifest.strategy.name}`} />
      <BandNote result={result} />
      <HardTimes result={result} />
    </div>
  );
}

function BandNote({ result: { execution } }: { result: BacktestResult }) {
  if (!execution) return null;
  const { bounds, ambiguousBars } = execution;
  if (bounds)
    return (
      <p className={styles.none}>
        Bars do not tell which of their prices came first. The line is the account with every doubt against
        it, {formatNumber(bounds.worst, "money")} at the end; with every doubt for it, it ends at{" "}
        {formatNumber(bounds.best, "money")}. The truth lies in the band between: a strategy that only earns
        at its upper edge rests on a guess.
      </p>
    );
  const bars = ambiguousBars === 1 ? "1 bar" : `${formatNumber(ambiguousBars, "count")} bars`;
  return ambiguousBars > 0 ? (
    <p className={styles.none}>
      The outcome of {bars} rests on which price came first inside; the path &ldquo;bounds&rdquo; shows what
      that is worth.
    </p>
  ) : null;
}
