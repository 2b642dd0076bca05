"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { TimeChart } from "../_charts/time-chart.tsx";
import { useTRPC } from "../_data/api.ts";
import { STATISTIC_ROWS } from "../_report/statistic-rows.ts";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { CodeDifferences } from "./code-differences.tsx";
import { growthChart, type NamedCurve } from "./growth-chart.ts";
import { ManifestDifferences } from "./manifest-differences.tsx";
import { nameOf, symbolsText, type ListedRun } from "./run-names.ts";
import own from "./runs.module.css";

const KINDS = [
  ...["totalReturn", "annualReturn", "annualVolatility", "sharpe", "sortino", "maxDrawdown", "calmar"],
  ...["tradeCount", "winRate", "profitFactor", "exposure", "turnover", "costDrag", "probabilisticSharpe"],
];

/** What the numbers are of, before they are compared. */
const BASES: readonly { readonly label: string; readonly textOf: (run: ListedRun) => string }[] = [
  { label: "Prices", textOf: symbolsText },
  {
    label: "Period",
    textOf: ({ startTime, endTime }) =>
      startTime === null || endTime === null ? "–" : `${formatDate(startTime)} to ${formatDate(endTime)}`,
  },
];

/** Runs side by side: growth of 1 on one axis, then the statistics that are compared first. */
export function RunComparison({ runs }: { runs: readonly ListedRun[] }) {
  const trpc = useTRPC();
  const details = useQueries({ queries: runs.map(({ id }) => trpc.runs.get.queryOptions({ id })) });
  const curves = details.flatMap(({ data }, at): NamedCurve[] => {
    const run = runs[at];
    return data?.curve && run ? [{ name: nameOf(run, runs), ...data.curve }] : [];
  });
  const key = curves.map(({ name, time }) => `${name} ${time.length}`).join();
  // Queries give new objects at each render; the chart follows what is in them.
  const chart = useMemo(() => (curves.length > 0 ? growthChart(curves) : null), [key]);
  const rows = KINDS.flatMap((kind) => STATISTIC_ROWS.filter((row) => row.kind === kind));
  return (
    <section aria-label="Comparison">
      {chart ? <TimeChart chart={chart} label="Growth of 1 of the chosen runs" /> : null}
      <div className={own.scroll} tabIndex={0} role="region" aria-label="Statistics of the chosen runs">
        <table className={styles.list}>
          <thead>
            <tr>
              <th>Statistic</th>
              {runs.map((run) => (
                <th key={run.id} className="numeric">
                  {nameOf(run, runs)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {BASES.map(({ label, textOf }) => (
              <tr key={label}>
                <td>{label}</td>
                {runs.map((run) => (
                  <td key={run.id} className="numeric">
                    {textOf(run)}
                  </td>
                ))}
              </tr>
            ))}
            {rows.map((row) => (
              <tr key={row.kind}>
                <td title={row.meaning}>{row.label}</td>
                {runs.map((run) => (
                  <td key={run.id} className="numeric">
                    {formatNumber(run.statistics[row.kind], row.number)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CodeDifferences
        codes={runs.map((run, at) => ({ name: nameOf(run, runs), code: details[at]?.data?.code ?? null }))}
      />
      <ManifestDifferences runs={runs} manifests={details.map(({ data }) => data?.manifest ?? null)} />
    </section>
  );
}
