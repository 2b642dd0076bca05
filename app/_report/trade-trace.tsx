"use client";

import type { Trade } from "#engine/result.ts";
import { formatDate, formatNumber, formatSigned } from "../_ui/format-number.ts";
import { reasonWords } from "./reason-words.ts";
import styles from "./report.module.css";

/** What stood around the decision to enter, as far as the run recorded it. */
function circumstances(trade: Trade): string[] {
  const facts: readonly (readonly [string, number | null | undefined])[] = [
    ["volatility a bar", trade.volatility],
    ["size of equity", trade.sizePct === undefined ? undefined : trade.sizePct / 100],
    ["all positions' open risk, of equity", trade.heat],
    ["drawdown", trade.drawdownAtEntry],
  ];
  return facts.flatMap(([name, value]) =>
    typeof value === "number" ? [`${name} ${formatNumber(value, "percent")}`] : [],
  );
}

function valueText(value: number | string | boolean): string {
  return typeof value === "number" ? String(Math.round(value * 1e4) / 1e4) : String(value);
}

function Facts({ facts }: { facts: readonly string[] }) {
  return facts.map((fact) => <small key={fact}>{fact}</small>);
}

/** One trade through the pipeline: signal, size, each rule's say, fills, result. */
export function TradeTrace({
  trade,
  known,
  onShow,
}: {
  trade: Trade;
  /** What the strategy saw when it decided. */
  known: readonly string[];
  onShow: (trade: Trade) => void;
}) {
  const exit =
    trade.exitTime === null
      ? "still open at the end of the data"
      : `${formatDate(trade.exitTime)} at ${formatNumber(trade.exitPrice, "price")}: ${reasonWords(trade.exitReason)}`;
  return (
    <ol className={styles.trace} aria-label={`How trade ${trade.id} came about`}>
      <li>
        <b>Signal</b>
        {reasonWords(trade.entryReason)}
        <Facts
          facts={[
            ...known,
            ...Object.entries(trade.metadata ?? {}).map(([name, value]) => `${name} ${valueText(value)}`),
          ]}
        />
      </li>
      <li>
        <b>Market and account then</b>
        market regime {trade.regime ?? "not known"}
        <Facts facts={circumstances(trade)} />
      </li>
      {trade.decisions.map((decision, index) => (
        <li key={index}>
          <b>{decision.rule}</b>
          {decision.action === "pass" ? "passed" : `${decision.action}: ${decision.reason}`}
          <small>
            {formatNumber(decision.before, "count")} → {formatNumber(decision.after, "count")} shares
          </small>
        </li>
      ))}
      <li>
        <b>Entry</b>
        {formatNumber(trade.quantity, "count")} {trade.side} on {formatDate(trade.entryTime)} at{" "}
        {formatNumber(trade.entryPrice, "price")}
      </li>
      <li>
        <b>Exit</b>
        {exit}
        <small>{trade.bars === 1 ? "held for 1 bar" : `held for ${trade.bars} bars`}</small>
      </li>
      <li>
        <b>Result</b>
        {formatSigned(trade.pnl, "money")} ({formatSigned(trade.returnPct / 100, "percent")}) after{" "}
        {formatNumber(trade.fees, "price")} fees and {formatNumber(trade.slippage, "price")} slippage
        <small>
          on the way at best {formatSigned(trade.mfe, "price")}, at worst{" "}
          {formatSigned(-Math.abs(trade.mae), "price")} a share
        </small>
        {trade.ambiguous ? <small>rests on the order of prices inside a bar</small> : null}
        <button type="button" className={styles.link} onClick={() => onShow(trade)}>
          Show on the chart
        </button>
      </li>
    </ol>
  );
}
