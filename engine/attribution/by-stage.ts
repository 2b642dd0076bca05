import type { RoundTrip } from "./round-trips.ts";

/** What each stage of the pipeline added to the account or took from it, in account currency; the parts sum to `total`. */
export interface StageProfits {
  readonly signal: number;
  readonly sizing: number;
  readonly risk: number;
  /** 0 or less. */
  readonly fees: number;
  /** Costs are below 0, better prices above. */
  readonly slippage: number;
  readonly financing: number;
  readonly dividends: number;
  /** Equity at the end less the capital. */
  readonly total: number;
}

/** Ledgers of shape [closes], cumulative: on every close their sum is equity less capital. */
export type Ledgers = Readonly<
  Record<"realised" | "unrealised" | "fees" | "slippage" | "financing" | "dividends", Float64Array>
>;

/**
 * Splits a run's profit by the stage that made it, from its ledgers and its trades alone.
 *
 * Costs are their ledgers. What is left, the profit at prices without costs, is split trade by trade by how much of it was held:
 * - `signal`: as if every trade had had one and the same stake, the mean of what sizing asked for;
 * - `sizing`: what asking for more or less than that mean added;
 * - `risk`: what holding less than sizing asked for added: rules that cut an entry, cash that ran short, a volume cap.
 *
 * A stop's exit is a price like any other here and stays with the signal: what would have come without it is another run's answer.
 * Entries that a rule blocked made nothing and are in no part.
 *
 * @returns Parts that sum to `total` but for rounding (1e-9 of equity). O(trades).
 * @example byStage(result)
 */
export function byStage(run: {
  readonly ledgers: Ledgers;
  readonly trades: readonly RoundTrip[];
}): StageProfits {
  const { ledgers, trades } = run;
  const last = (column: Float64Array): number => column[column.length - 1] ?? 0;
  const costs = {
    fees: last(ledgers.fees),
    slippage: last(ledgers.slippage),
    financing: last(ledgers.financing),
    dividends: last(ledgers.dividends),
  };
  const gross = last(ledgers.realised) + last(ledgers.unrealised);
  const stakes = trades.map((trade) => askedFor(trade) * trade.entryPrice);
  const mean = stakes.reduce((sum, stake) => sum + stake, 0) / Math.max(1, stakes.length);
  let sizing = 0;
  let risk = 0;
  for (const [row, trade] of trades.entries()) {
    const { dividends = 0, financing = 0 } = trade;
    const moved = trade.pnl + trade.fees + trade.slippage - dividends + financing;
    const perUnit = moved / trade.quantity;
    sizing += (perUnit * ((stakes[row] ?? 0) - mean)) / trade.entryPrice;
    risk += perUnit * (trade.quantity - askedFor(trade));
  }
  const total = gross + costs.fees + costs.slippage + costs.financing + costs.dividends;
  return { signal: gross - sizing - risk, sizing, risk, ...costs, total };
}

/** Units that sizing asked for, before any rule. */
function askedFor({ decisions, quantity }: RoundTrip): number {
  return decisions[0]?.before ?? quantity;
}
