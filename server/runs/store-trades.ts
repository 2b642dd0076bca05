import type { Trade } from "#engine/result.ts";
import type { Prisma } from "#prisma/client/client.ts";

/** Columns in the order of the function's arrays, with the type that PostgreSQL must read each array as. */
const COLUMNS = {
  ts: "timestamptz",
  seq: "int",
  symbol: "text",
  side: "text",
  quantity: "float8",
  entry_time: "timestamptz",
  entry_price: "float8",
  exit_time: "timestamptz",
  exit_price: "float8",
  pnl: "float8",
  return_pct: "float8",
  fees: "float8",
  slippage: "float8",
  hold_bars: "int",
  mfe: "float8",
  mae: "float8",
  entry_reason: "text",
  exit_reason: "text",
  decisions: "jsonb",
} as const;

const NAMES = Object.keys(COLUMNS);
const ARRAYS = Object.values(COLUMNS).map((type, at) => `$${at + 2}::${type === "jsonb" ? "text" : type}[]`);
const PICKED = Object.entries(COLUMNS).map(([name, type]) => (type === "jsonb" ? `${name}::jsonb` : name));
const INSERT = `INSERT INTO trades (run_id, ${NAMES.join(", ")})
  SELECT $1::uuid, ${PICKED.join(", ")} FROM unnest(${ARRAYS.join(", ")}) AS given(${NAMES.join(", ")})
  ON CONFLICT (run_id, ts, seq) DO NOTHING`;

const BATCH = 5_000;

/** Stores a run's trades in batches of columns; a row apiece through Prisma would be fifty times slower. */
export async function storeTrades(
  transaction: Prisma.TransactionClient,
  runId: string,
  trades: readonly Trade[],
): Promise<void> {
  for (let from = 0; from < trades.length; from += BATCH) {
    const rows = trades.slice(from, from + BATCH).map((trade, at) => tradeRow(trade, from + at));
    await transaction.$executeRawUnsafe(
      INSERT,
      runId,
      ...NAMES.map((_, column) => rows.map((row) => row[column])),
    );
  }
}

function tradeRow(trade: Trade, seq: number): unknown[] {
  const [entryTime, exitTime] = [isoTime(trade.entryTime), isoTime(trade.exitTime)];
  return [
    ...[exitTime ?? entryTime, seq, trade.symbol, trade.side, trade.quantity],
    ...[entryTime, trade.entryPrice, exitTime, trade.exitPrice],
    ...[trade.pnl, trade.returnPct, trade.fees, trade.slippage, trade.bars, trade.mfe, trade.mae],
    ...[trade.entryReason, trade.exitReason, JSON.stringify(trade.decisions)],
  ];
}

function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
