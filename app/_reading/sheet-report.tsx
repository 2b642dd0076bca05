"use client";

import type { BacktestResult } from "#engine/result.ts";
import { EquityView } from "../_report/equity-view.tsx";
import { MonthlyReturns } from "../_report/monthly-returns.tsx";
import { StatisticsList } from "../_report/statistics-list.tsx";
import { Summary } from "../_report/summary.tsx";
import { TrustLine } from "../_report/trust-line.tsx";
import { Warnings } from "../_report/warnings.tsx";
import styles from "./sheet.module.css";

/** A backtest on paper: what tabs hold on the screen, one below the other. */
export function SheetReport({ result }: { result: BacktestResult }) {
  const { strategy } = result.manifest;
  return (
    <section className={styles.report} aria-label={`Backtest of ${strategy.name}`}>
      <h2>
        {strategy.name} {strategy.version}
      </h2>
      <TrustLine result={result} />
      <Summary result={result} />
      <Warnings warnings={result.warnings} />
      <div className={styles.part}>
        <EquityView result={result} />
      </div>
      <div className={styles.part}>
        <MonthlyReturns result={result} />
      </div>
      <div className={styles.part}>
        <StatisticsList statistics={result.statistics} />
      </div>
    </section>
  );
}
