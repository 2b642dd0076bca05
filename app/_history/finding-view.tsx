"use client";

import { useMemo } from "react";
import { FINDING_KINDS, type Finding, type FindingChange } from "#engine/notebook/versions/findings.ts";
import { TimeChart } from "../_charts/time-chart.tsx";
import { STATISTIC_ROWS, type StatisticRow } from "../_report/statistic-rows.ts";
import { growthChart } from "../_runs/growth-chart.ts";
import { formatChange, formatNumber } from "../_ui/format-number.ts";
import styles from "./diff.module.css";

const ROWS = FINDING_KINDS.flatMap((kind) => STATISTIC_ROWS.filter((row) => row.kind === kind));
const HEIGHT = 236;

/** One backtest before and after: growth of 1 of both, and the statistics that are compared first. */
export function FindingView({ change }: { change: FindingChange }) {
  const { before, after, same } = change;
  const name = (after ?? before)?.strategy ?? "";
  if (same) {
    return (
      <p className={styles.sameResult}>
        Backtest of <strong>{name}</strong>: the same result, bit for bit
        <code>{after?.resultHash.slice(0, 8)}</code>
      </p>
    );
  }
  return (
    <section className={styles.finding} aria-label={`Backtest of ${name}, before and after`}>
      <h4>
        Backtest of {name}
        {before ? null : <span> not run before</span>}
        {after ? null : <span> not run after</span>}
      </h4>
      <div>
        <Growth before={before} after={after} name={name} />
        <table>
          <thead>
            <tr>
              <th>Statistic</th>
              <th className="numeric">Before</th>
              <th className="numeric">After</th>
              <th className="numeric">Change</th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map((row) => (
              <Row key={row.kind} row={row} before={before} after={after} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Growth({ before, after, name }: Pick<FindingChange, "before" | "after"> & { name: string }) {
  const chart = useMemo(() => {
    const sides = [["before", before] as const, ["after", after] as const];
    const curves = sides.flatMap(([side, finding]) => (finding ? [{ ...finding, name: side }] : []));
    return { ...growthChart(curves), height: HEIGHT };
  }, [before, after]);
  return <TimeChart chart={chart} label={`Growth of 1 of ${name} before and after`} />;
}

function Row({ row, before, after }: { row: StatisticRow } & Pick<FindingChange, "before" | "after">) {
  const [old, now] = [valueOf(before, row.kind), valueOf(after, row.kind)];
  const change = typeof old === "number" && typeof now === "number" ? now - old : null;
  return (
    <tr>
      <td title={row.meaning}>{row.label}</td>
      <td className="numeric">{formatNumber(old, row.number)}</td>
      <td className="numeric">{formatNumber(now, row.number)}</td>
      <td className="numeric">{change === 0 ? "" : formatChange(change, row.number)}</td>
    </tr>
  );
}

function valueOf(finding: Finding | undefined, kind: string): number | null | undefined {
  const values: Readonly<Record<string, number | null | undefined>> = finding?.statistics ?? {};
  return values[kind];
}
