"use client";

import { useMemo } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import { Hint } from "../_ui/hint.tsx";
import styles from "./report.module.css";
import { statisticGroups } from "./statistic-groups.ts";
import { unitOf, type StatisticRow } from "./statistic-rows.ts";

const UNDEFINED_REASON = "undefined for this run: too few trades or no variation";

/** Every statistic under the question that it answers; its definition on hover and focus. */
export function StatisticsList({ statistics }: { statistics: BacktestResult["statistics"] }) {
  const kinds = Object.keys(statistics).join();
  const groups = useMemo(() => statisticGroups(new Set(kinds.split(","))), [kinds]);
  return (
    <div className={styles.statisticGroups}>
      {groups.map(({ title, rows }) => (
        <section key={title}>
          <h4>{title}</h4>
          <dl className={styles.statistics}>
            {rows.map((row) => (
              <Statistic key={row.kind} row={row} value={statistics[row.kind]} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Statistic({ row, value }: { row: StatisticRow; value: number | null | undefined }) {
  const missing = value === null || value === undefined;
  return (
    <div>
      <Hint text={missing ? `${row.meaning}; ${UNDEFINED_REASON}` : row.meaning} side="top">
        <dt tabIndex={0}>{row.label}</dt>
      </Hint>
      <dd className="numeric">
        {formatNumber(value, row.number)}
        {missing ? null : unitOf(row, value)}
      </dd>
    </div>
  );
}
