"use client";

import { useMemo } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import styles from "./report.module.css";
import { riskDecisions, type RiskDecision } from "./risk-decisions.ts";
import type { ChosenTrade } from "./use-chosen-trade.ts";

const SHOWN = 200;

/** What each risk rule let pass, made smaller or kept out, and why, entry by entry. */
export function RiskView({ result, trades }: { result: BacktestResult; trades: ChosenTrade }) {
  const decisions = useMemo(() => riskDecisions(result), [result]);
  const rules = result.execution?.rules ?? [];
  if (rules.length === 0 && decisions.length === 0)
    return (
      <p className={styles.none}>
        No risk rule was asked: the strategy names none. Add one with its <code>risk</code> option.
      </p>
    );
  return (
    <div className={styles.attribution}>
      <Rules rules={rules} />
      <section className={styles.wide}>
        <h4>{headOf(decisions.length)}</h4>
        {decisions.length === 0 ? (
          <p className={styles.none}>Every entry passed every rule unchanged.</p>
        ) : (
          <Decisions decisions={decisions.slice(0, SHOWN)} result={result} trades={trades} />
        )}
      </section>
    </div>
  );
}

function headOf(count: number): string {
  return count > SHOWN
    ? `Entries changed or kept out, the first ${SHOWN} of ${count}`
    : "Entries changed or kept out";
}

function Rules({ rules }: { rules: NonNullable<BacktestResult["execution"]>["rules"] }) {
  return (
    <section className={styles.wide}>
      <h4>By rule, counted in entries</h4>
      <table className={styles.groups}>
        <thead>
          <tr>
            <th>Rule</th>
            <th className="numeric">Passed</th>
            <th className="numeric">Made smaller</th>
            <th className="numeric">Kept out</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.rule}>
              <td>{rule.rule}</td>
              <td className="numeric">{formatNumber(rule.passed, "count")}</td>
              <td className="numeric">{formatNumber(rule.modified, "count")}</td>
              <td className="numeric">{formatNumber(rule.blocked, "count")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Decisions({
  decisions,
  result,
  trades,
}: {
  decisions: readonly RiskDecision[];
  result: BacktestResult;
  trades: ChosenTrade;
}) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Risk decisions">
      <table className={styles.groups}>
        <thead>
          <tr>
            <th>Time</th>
            <th>Symbol</th>
            <th>Rule</th>
            <th>Did</th>
            <th className="numeric">Asked</th>
            <th className="numeric">Left</th>
            <th>Reason</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision, index) => (
            <tr key={index}>
              <td>
                <TimeLink decision={decision} result={result} trades={trades} />
              </td>
              <td>{decision.symbol}</td>
              <td>{decision.rule}</td>
              <td>{decision.action === "block" ? "kept out" : "made smaller"}</td>
              <td className="numeric">{formatNumber(decision.before, "count")}</td>
              <td className="numeric">{formatNumber(decision.after, "count")}</td>
              <td className={styles.reason}>{decision.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A decision of a trade leads to it on the chart; one that was kept out has no trade to show. */
function TimeLink({
  decision,
  result,
  trades,
}: {
  decision: RiskDecision;
  result: BacktestResult;
  trades: ChosenTrade;
}) {
  const trade = result.trades.find((each) => each.id === decision.tradeId);
  const date = Number.isFinite(decision.time) ? formatDate(decision.time) : "–";
  if (!trade) return date;
  return (
    <button type="button" className={styles.link} onClick={() => trades.showOnChart(trade)}>
      {date}
    </button>
  );
}
