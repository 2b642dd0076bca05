import { z } from "zod";
import { defineSizer } from "./sizer.ts";

/**
 * ATR risk per trade: so many units that a move of `multiple` average true ranges loses a fixed share of equity. The range is the plain mean
 * of true ranges. No size before there are as many bars, or where nothing moves.
 *
 * @see Faith (2003), The Original Turtle Trading Rules: units of 1 % of the account per N.
 */
export const atrRisk = defineSizer({
  kind: "atr-risk",
  title: "ATR risk per trade",
  description: "Risks the same share of equity on every trade, at a distance in average ranges.",
  params: z.object({
    riskPct: z.number().positive().max(100).default(1).describe("percent of equity that is risked per trade"),
    multiple: z
      .number()
      .positive()
      .max(100)
      .default(2)
      .describe("distance of the loss, in average true ranges"),
    lookbackBars: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(14)
      .describe("bars that the range is averaged over"),
    maxPct: z.number().positive().max(1000).default(100).describe("most of equity per position, in percent"),
  }),
  size: ({ portfolio, signal, price, history }, { riskPct, multiple, lookbackBars, maxPct }) => {
    const range = history.averageRange(lookbackBars);
    if (!(range > 0)) return 0;
    const units = ((riskPct / 100) * portfolio.equity) / (multiple * range);
    return Math.min(units, ((maxPct / 100) * portfolio.equity) / price) * signal.strength;
  },
});
