"use client";

import type { ExecutionReport } from "#engine/result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "./report.module.css";

/** What the fills rest on, and what each risk rule did. */
export function ExecutionView({ report }: { report: ExecutionReport }) {
  const facts: readonly (readonly [string, string])[] = [
    ["Path profile", `${report.path} (version ${report.pathVersion})`],
    ["Fills", formatNumber(report.fills, "count")],
    ["Fills at the close", formatNumber(report.fillsAtClose, "count")],
    ["Ambiguous bars", formatNumber(report.ambiguousBars, "count")],
    ["Profit that rests on ambiguous bars", formatNumber(report.ambiguousPnlShare, "percent")],
    ["Stops filled beyond a gap", formatNumber(report.gapFills, "count")],
    ["What the gaps cost", formatNumber(report.gapCost, "money")],
    ["Largest share of a bar's volume", formatNumber(report.participation, "percent")],
    ["Trades still open", formatNumber(report.openTrades, "count")],
    ...(report.bounds
      ? [
          [
            "End equity, worst to best",
            `${formatNumber(report.bounds.worst, "money")} to ${formatNumber(report.bounds.best, "money")}`,
          ] as const,
        ]
      : []),
  ];
  return (
    <div className={styles.attribution}>
      <dl className={`${styles.statistics} ${styles.wide}`}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="numeric">{value}</dd>
          </div>
        ))}
      </dl>
      <Rules report={report} />
    </div>
  );
}

function Rules({ report }: { report: ExecutionReport }) {
  if (report.rules.length === 0)
    return <p className={styles.none}>No risk rule was asked: the strategy names none.</p>;
  return (
    <section className={styles.wide}>
      <h4>Risk rules</h4>
      <table className={styles.groups}>
        <thead>
          <tr>
            <th>Rule</th>
            <th className="numeric">Passed</th>
            <th className="numeric">Modified</th>
            <th className="numeric">Blocked</th>
          </tr>
        </thead>
        <tbody>
          {report.rules.map((rule) => (
            <tr key={rule.rule}>
              <td>{rule.rule}</td>
              <td className="numeric">{rule.passed}</td>
              <td className="numeric">{rule.modified}</td>
              <td className="numeric">{rule.blocked}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
