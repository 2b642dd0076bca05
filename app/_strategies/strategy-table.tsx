"use client";

import Link from "next/link";
import type { StrategySummary } from "#server/strategies/list-strategies.ts";
import { RerunMark } from "../_reproduce/rerun-mark.tsx";
import { paramsText, symbolsText } from "../_runs/run-names.ts";
import run from "../_runs/runs.module.css";
import { CompareBox, type Comparing } from "../_ui/comparing.tsx";
import { formatNumber, formatSigned } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";

/** A version a row, by its most believable run. */
export function StrategyTable({
  strategies,
  comparing,
}: {
  strategies: readonly StrategySummary[];
  comparing: Comparing<unknown>;
}) {
  return (
    <table className={styles.list}>
      <thead>
        <tr>
          <th>
            <span className="visually-hidden">Compare</span>
          </th>
          <th>Strategy</th>
          <th className="numeric">Deflated</th>
          <th>Best run</th>
          <th className="numeric">Sharpe</th>
          <th className="numeric">Total return</th>
          <th className="numeric">Max drawdown</th>
          <th className="numeric">Runs</th>
          <th>Registered</th>
        </tr>
      </thead>
      <tbody>
        {strategies.map((strategy) => (
          <tr key={strategy.id}>
            <td>
              <CompareBox
                comparing={comparing}
                id={strategy.id}
                of={`${strategy.name} ${strategy.version} ${strategy.codeHash.slice(0, 6)}`}
              />
            </td>
            <StrategyCells strategy={strategy} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StrategyCells({ strategy }: { strategy: StrategySummary }) {
  const { id, name, version, codeHash, best, runCount, author, createdAt } = strategy;
  return (
    <>
      <td>
        <Link href={`/strategies/${id}`}>{name}</Link> <span className={styles.quiet}>{version}</span>
        <small className={run.under}>
          <code>{codeHash.slice(0, 8)}</code> {strategy.changelog.split("\n")[0]}
        </small>
      </td>
      <td
        className="numeric"
        title={best ? `Probability that it is better than the best of ${best.trials} by luck` : undefined}
      >
        {formatNumber(best?.deflatedSharpe, "percent")}
        <small className={run.under}>{best ? trialsText(best.trials) : ""}</small>
      </td>
      <td>
        {best ? <Link href={`/runs/${best.id}`}>{symbolsText(best)}</Link> : null}{" "}
        {best ? <RerunMark run={best} /> : null}
        <small className={run.under}>{best ? paramsText(best) : "no run yet"}</small>
      </td>
      <td className="numeric">{formatNumber(best?.statistics["sharpe"], "ratio")}</td>
      <td className="numeric">{formatSigned(best?.statistics["totalReturn"], "percent")}</td>
      <td className="numeric">{formatNumber(best?.statistics["maxDrawdown"], "percent")}</td>
      <td className="numeric">{formatNumber(runCount, "count")}</td>
      <td className={styles.quiet}>
        {createdAt.slice(0, 10)}
        <small className={run.under}>{author ?? ""}</small>
      </td>
    </>
  );
}

const trialsText = (trials: number): string => (trials === 1 ? "1 trial" : `${trials} trials`);
