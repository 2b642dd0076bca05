import { hashColumns, hashText } from "../hash.ts";
import type { RoundTrip } from "./round-trips.ts";

/** The numbers of a trade that its hash is taken of; what was known at its entry follows from data that the manifest hashes. */
const NUMBERS = [
  "quantity",
  "entryBar",
  "entryTime",
  "entryPrice",
  "exitBar",
  "exitTime",
  "exitPrice",
  "pnl",
  "fees",
  "slippage",
  "mfe",
  "mae",
] as const;

/** SHA-256 over trades' numbers, bit for bit (null as NaN), their symbols, sides and reasons. O(trades). */
export function hashTrades(trades: readonly RoundTrip[]): string {
  const columns = NUMBERS.map((name) => Float64Array.from(trades, (trade) => trade[name] ?? NaN));
  const words = trades.map(({ symbol, side, entryReason, exitReason }) =>
    [symbol, side, entryReason, exitReason].join("\t"),
  );
  return hashText(hashColumns(columns) + words.join("\n"));
}
