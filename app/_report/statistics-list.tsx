"use client";

import type { BacktestResult } from "#engine/result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "./report.module.css";
import { STATISTIC_ROWS } from "./statistic-rows.ts";

const UNDEFINED_REASON = "Undefined for this run: too few trades or no variation";

/** Every statistic with its meaning on hover. */
export function StatisticsList({ statistics }: { statistics: BacktestResult["statistics"] }) {
  const rows = STATISTIC_ROWS.filter((row) => row.kind in statistics);
  return (
    <dl className={styles.statistics}>
      {rows.map((row) => {
        const value = statistics[row.kind];
        return (
          <div key={row.kind}>
            <dt>
              {row.label}
              <small>{row.meaning}</small>
            </dt>
            <dd className="numeric" title={value === null ? UNDEFINED_REASON : undefined}>
              {formatNumber(value, row.number)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
