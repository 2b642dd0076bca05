import type { BacktestResult } from "#engine/result.ts";
import { statistics } from "#engine/attribution/statistics/catalogue.ts";
import { emptyTable, tableOf, type ColumnKind, type Row, type Table } from "./table.ts";

/** Results kept of one session, the newest last; a slider's drag must not keep thousands. */
const MAX_RUNS = 500;
const MAX_TRADES = 500_000;

interface Entry {
  readonly cell: string;
  readonly result: BacktestResult;
}

/** The backtests of a session by their hash, and what they look like as the tables `runs` and `trades`. */
export interface RunBook {
  add(cell: string, result: BacktestResult): void;
  /** A row per run: its cell, strategy, parameters, symbols and every statistic; the newest last. */
  runs(): Table;
  /** A row per trade of all those runs, up to half a million. */
  trades(): Table;
}

const date = (time: number | null): Date | null => (time === null ? null : new Date(time));

const runRow = ({ cell, result: { manifest, resultHash, statistics, trades } }: Entry): Row => ({
  run: resultHash.slice(0, 12),
  cell,
  strategy: manifest.strategy.name,
  version: manifest.strategy.version,
  params: JSON.stringify(manifest.params),
  symbols: manifest.data.map(({ symbol }) => symbol).join(", "),
  first: date(manifest.data[0]?.firstOpenTime ?? null),
  last: date(manifest.data[0]?.lastCloseTime ?? null),
  trades: trades.length,
  ...statistics,
});

const tradeRows = ({ cell, result: { manifest, resultHash, trades } }: Entry): Row[] =>
  trades.map((trade) => ({
    run: resultHash.slice(0, 12),
    cell,
    strategy: manifest.strategy.name,
    trade: trade.id,
    symbol: trade.symbol,
    side: trade.side,
    quantity: trade.quantity,
    entry_time: date(trade.entryTime),
    entry_price: trade.entryPrice,
    exit_time: date(trade.exitTime),
    exit_price: trade.exitPrice,
    pnl: trade.pnl,
    return_pct: trade.returnPct,
    fees: trade.fees,
    slippage: trade.slippage,
    bars: trade.bars,
    mfe: trade.mfe,
    mae: trade.mae,
    entry_reason: trade.entryReason,
    exit_reason: trade.exitReason,
    regime: trade.regime ?? null,
  }));

/** Columns of the tables before there is a run, so that a query of them is answered with no rows. */
const RUN_COLUMNS: Readonly<Record<string, ColumnKind>> = {
  ...{ run: "text", cell: "text", strategy: "text", version: "text", params: "text", symbols: "text" },
  ...{ first: "time", last: "time", trades: "number" },
  ...Object.fromEntries(statistics.blocks.map(({ kind }) => [kind, "number" as const])),
};

const TRADE_COLUMNS: Readonly<Record<string, ColumnKind>> = {
  ...{ run: "text", cell: "text", strategy: "text", trade: "number", symbol: "text", side: "text" },
  ...{ quantity: "number", entry_time: "time", entry_price: "number", exit_time: "time" },
  ...{ exit_price: "number", pnl: "number", return_pct: "number", fees: "number", slippage: "number" },
  ...{ bars: "number", mfe: "number", mae: "number", entry_reason: "text", exit_reason: "text" },
  ...{ regime: "text" },
};

/** Makes an empty book; equal results of one cell count once, and the oldest go first. */
export function createRunBook(): RunBook {
  const entries = new Map<string, Entry>();
  return {
    add(cell, result) {
      const key = `${cell} ${result.resultHash} ${result.manifest.hash}`;
      entries.delete(key);
      entries.set(key, { cell, result });
      const [oldest] = entries.keys();
      if (entries.size > MAX_RUNS && oldest !== undefined) entries.delete(oldest);
    },
    runs: () => (entries.size === 0 ? emptyTable(RUN_COLUMNS) : tableOf([...entries.values()].map(runRow))),
    trades() {
      const rows: Row[] = [];
      for (const entry of [...entries.values()].reverse()) {
        if (rows.length + entry.result.trades.length > MAX_TRADES) break;
        rows.push(...tradeRows(entry));
      }
      return rows.length === 0 ? emptyTable(TRADE_COLUMNS) : tableOf(rows);
    },
  };
}
