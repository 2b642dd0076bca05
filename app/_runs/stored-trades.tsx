"use client";

import { formatDate, formatNumber, formatSigned } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import own from "./runs.module.css";

const SHOWN = 500;

/** A round trip as the server keeps it. */
interface StoredTrade {
  readonly symbol: string;
  readonly side: string;
  readonly quantity: number;
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly exitTime: number | null;
  readonly exitPrice: number | null;
  readonly pnl: number;
  readonly exitReason: string;
}

/** The trades of a saved run, the first 500. */
export function StoredTrades({ trades }: { trades: readonly StoredTrade[] }) {
  if (trades.length === 0) return <p className={styles.quiet}>No trade was made.</p>;
  return (
    <div className={own.trades} tabIndex={0} role="region" aria-label="Trades">
      <table className={styles.list}>
        <thead>
          <tr>
            <th>Symbol</th>
            <th>Side</th>
            <th className="numeric">Quantity</th>
            <th>Entry</th>
            <th className="numeric">Price</th>
            <th>Exit</th>
            <th className="numeric">Price</th>
            <th className="numeric">P&amp;L</th>
            <th>Exit reason</th>
          </tr>
        </thead>
        <tbody>
          {trades.slice(0, SHOWN).map((trade, index) => (
            <tr key={index}>
              <td>{trade.symbol}</td>
              <td>{trade.side}</td>
              <td className="numeric">{formatNumber(trade.quantity, "count")}</td>
              <td>{formatDate(trade.entryTime)}</td>
              <td className="numeric">{formatNumber(trade.entryPrice, "price")}</td>
              <td>{trade.exitTime === null ? "open" : formatDate(trade.exitTime)}</td>
              <td className="numeric">{formatNumber(trade.exitPrice, "price")}</td>
              <td className="numeric">{formatSigned(trade.pnl, "money")}</td>
              <td>{trade.exitReason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {trades.length > SHOWN ? <p className={styles.quiet}>and {trades.length - SHOWN} more</p> : null}
    </div>
  );
}
