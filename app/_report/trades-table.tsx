"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useRef } from "react";
import type { BacktestResult, Trade } from "#engine/result.ts";
import { formatDate, formatNumber, formatSigned } from "../_ui/format-number.ts";
import { reasonWords } from "./reason-words.ts";
import styles from "./report.module.css";
import { TradeTrace } from "./trade-trace.tsx";
import type { ChosenTrade } from "./use-chosen-trade.ts";
import { type RowKeys, useRowKeys } from "./use-row-keys.ts";

const ROW_PX = 28;
const SHOWN_ROWS = 10;
const COLUMNS = "34px 64px 48px 66px 98px 74px 98px 74px 46px 68px 72px minmax(90px, 1fr)";
/** Where there is one symbol only, its name stands above already. */
const COLUMNS_OF_ONE = "34px 0 48px 66px 98px 74px 98px 74px 46px 68px 72px minmax(90px, 1fr)";
/** In a narrow window prices of entry and exit are left to a trade's story. */
const FEW = "34px 64px 48px 66px 94px 0 94px 0 44px 68px 70px minmax(78px, 1fr)";
const FEW_OF_ONE = "34px 0 48px 66px 94px 0 94px 0 44px 68px 70px minmax(78px, 1fr)";
const HEADS = [
  "#",
  "Symbol",
  "Side",
  "Quantity",
  "Entry",
  "Entry at",
  "Exit",
  "Exit at",
  "Bars",
  "P&L",
  "Return",
  "Exit reason",
];

/** Every round trip; a click on one, or Enter, tells its story, to which Tab goes on. */
export function TradesTable({
  result: { trades },
  trades: { trade, known, choose, showOnChart },
}: {
  result: BacktestResult;
  trades: ChosenTrade;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: trades.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const keys = useRowKeys({
    frame,
    count: trades.length,
    rendered: items.map(({ index }) => index),
    show: (row) => virtual.scrollToIndex(row),
  });
  const isOfOne = new Set(trades.map(({ symbol }) => symbol)).size === 1;
  if (trades.length === 0) return <p className={styles.none}>No trade was made: no signal asked for one.</p>;
  return (
    <div>
      <div
        ref={frame}
        className={styles.tableFrame}
        style={{ height: Math.min(trades.length, SHOWN_ROWS) * ROW_PX + ROW_PX + 3 }}
      >
        <div className={styles.table} data-of-one={isOfOne} style={columnsOf(isOfOne)}>
          <div className={`${styles.row} ${styles.head}`}>
            {HEADS.map((head, index) => (
              <span key={index} className={NUMERIC.has(index) ? "numeric" : undefined} data-column={head}>
                {head}
              </span>
            ))}
          </div>
          <div style={{ height: virtual.getTotalSize(), position: "relative" }} onKeyDown={keys.press}>
            {items.map((item) => {
              const row = trades[item.index];
              return row ? (
                <TradeRow
                  key={item.key}
                  row={item.index}
                  keys={keys}
                  trade={row}
                  top={item.start}
                  chosen={row.id === trade?.id}
                  onChoose={() => choose(row.id === trade?.id ? null : row.id)}
                />
              ) : null;
            })}
          </div>
        </div>
      </div>
      {trade ? (
        <TradeTrace trade={trade} known={known} onShow={showOnChart} />
      ) : (
        <p className={styles.none}>Choose a trade to see why it was made.</p>
      )}
    </div>
  );
}

/** The tracks of all rows, for wide windows and narrow ones. */
function columnsOf(isOfOne: boolean): CSSProperties {
  const [all, few] = isOfOne ? [COLUMNS_OF_ONE, FEW_OF_ONE] : [COLUMNS, FEW];
  return { "--columns": all, "--few": few } as CSSProperties;
}

const NUMERIC = new Set([0, 3, 5, 7, 8, 9, 10]);

function TradeRow({
  row,
  keys,
  trade,
  top,
  chosen,
  onChoose,
}: {
  row: number;
  keys: RowKeys;
  trade: Trade;
  top: number;
  chosen: boolean;
  onChoose: () => void;
}) {
  const sign = trade.pnl >= 0 ? styles.gain : styles.loss;
  return (
    <button
      type="button"
      className={styles.row}
      aria-pressed={chosen}
      data-row={row}
      tabIndex={keys.tabIndex(row)}
      onFocus={() => keys.met(row)}
      style={{ position: "absolute", top, height: ROW_PX }}
      onClick={onChoose}
    >
      <span className="numeric">{trade.id}</span>
      <span data-column="Symbol">{trade.symbol}</span>
      <span>{trade.side}</span>
      <span className="numeric">{formatNumber(trade.quantity, "count")}</span>
      <span>{formatDate(trade.entryTime)}</span>
      <span className="numeric" data-column="Entry at">
        {formatNumber(trade.entryPrice, "price")}
      </span>
      <span>{trade.exitTime === null ? "open" : formatDate(trade.exitTime)}</span>
      <span className="numeric" data-column="Exit at">
        {formatNumber(trade.exitPrice, "price")}
      </span>
      <span className="numeric">{trade.bars}</span>
      <span className={`numeric ${sign}`}>{formatSigned(trade.pnl, "money")}</span>
      <span className={`numeric ${sign}`}>{formatSigned(trade.returnPct / 100, "percent")}</span>
      <span title={trade.exitReason}>{reasonWords(trade.exitReason)}</span>
    </button>
  );
}
