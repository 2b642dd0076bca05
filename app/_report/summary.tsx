"use client";

import { HEADLINE_STATISTICS } from "#engine/attribution/headline.ts";
import type { BacktestResult } from "#engine/result.ts";
import { formatNumber, formatSigned } from "../_ui/format-number.ts";
import styles from "./report.module.css";
import { STATISTIC_ROWS } from "./statistic-rows.ts";

/** Shorter than the catalogue's titles, to fit eight in a line. */
const SHORT: Readonly<Record<string, string>> = {
  annualReturn: "CAGR",
  sharpe: "Sharpe",
  maxDrawdown: "Max drawdown",
};
const SIGNED = new Set(["totalReturn", "annualReturn"]);

/** The numbers that are read first. */
export function Summary({ result }: { result: BacktestResult }) {
  const rows = HEADLINE_STATISTICS.flatMap((kind) => STATISTIC_ROWS.filter((row) => row.kind === kind));
  return (
    <dl className={styles.summary}>
      <div>
        <dt>End equity</dt>
        <dd>{formatNumber(result.equity.at(-1), "money")}</dd>
      </div>
      {rows.map((row) => {
        const value = result.statistics[row.kind];
        const signed = SIGNED.has(row.kind);
        const tone =
          !signed || typeof value !== "number" ? undefined : value >= 0 ? styles.gain : styles.loss;
        return (
          <div key={row.kind} title={row.meaning}>
            <dt>{SHORT[row.kind] ?? row.label}</dt>
            <dd className={tone}>
              {signed ? formatSigned(value, row.number) : formatNumber(value, row.number)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
