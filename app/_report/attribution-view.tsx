"use client";

import { byExitReason } from "#engine/attribution/by-exit-reason.ts";
import { bySide } from "#engine/attribution/by-side.ts";
import { byStage } from "#engine/attribution/by-stage.ts";
import { bySymbol } from "#engine/attribution/by-symbol.ts";
import type { ProfitGroup } from "#engine/attribution/profit-group.ts";
import type { BacktestResult } from "#engine/result.ts";
import { formatNumber, formatSigned } from "../_ui/format-number.ts";
import { MonthlyReturns } from "./monthly-returns.tsx";
import styles from "./report.module.css";

const STAGES = [
  ["signal", "Signal", "What the trades made with equal stakes, before costs"],
  ["sizing", "Sizing", "What larger and smaller stakes added"],
  ["risk", "Risk", "What holding less than sizing asked for added"],
  ["fees", "Fees", "Commissions"],
  ["slippage", "Slippage", "Worse prices than the reference"],
  ["financing", "Financing", "Borrow and margin interest"],
  ["dividends", "Dividends", "Received and paid"],
] as const;

/** Where the profit came from; every table sums to the whole. */
export function AttributionView({ result }: { result: BacktestResult }) {
  const stages = byStage(result);
  const largest = Math.max(1, ...STAGES.map(([stage]) => Math.abs(stages[stage])));
  const symbols = bySymbol(result.trades);
  return (
    <div className={styles.attribution}>
      <section>
        <h4>By stage: what each added, in account currency</h4>
        <dl className={styles.stages}>
          {STAGES.map(([stage, label, meaning]) => (
            <div key={stage} title={meaning}>
              <dt>{label}</dt>
              <dd className={styles.stageBar} aria-hidden>
                <span
                  data-sign={stages[stage] < 0 ? "loss" : "gain"}
                  style={{ width: `${(50 * Math.abs(stages[stage])) / largest}%` }}
                />
              </dd>
              <dd className="numeric">{formatSigned(stages[stage], "money")}</dd>
            </div>
          ))}
          <div>
            <dt>Total</dt>
            <dd />
            <dd className="numeric">
              <strong>{formatSigned(stages.total, "money")}</strong>
            </dd>
          </div>
        </dl>
      </section>
      {symbols.length > 1 ? <Groups title="By symbol" groups={symbols} /> : null}
      <Groups title="By side" groups={bySide(result.trades)} />
      <Groups title="By exit reason" groups={byExitReason(result.trades)} />
      <MonthlyReturns result={result} />
    </div>
  );
}

/** Groups of trades, the largest effect first. */
function Groups({ title, groups }: { title: string; groups: readonly ProfitGroup[] }) {
  const rows = groups.toSorted((a, b) => Math.abs(b.pnl) - Math.abs(a.pnl));
  return (
    <section>
      <h4>{title}</h4>
      <table className={styles.groups}>
        <thead>
          <tr>
            <th>Group</th>
            <th className="numeric">Trades</th>
            <th className="numeric">Won</th>
            <th className="numeric">P&amp;L</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.key}</td>
              <td className="numeric">{row.trades}</td>
              <td className="numeric">
                {formatNumber(row.wins / Math.max(1, row.trades - row.open), "percent")}
              </td>
              <td className="numeric">{formatSigned(row.pnl, "money")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
