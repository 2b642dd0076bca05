import { z } from "zod";
import { defineSizer } from "./sizer.ts";

/**
 * Kelly: `f = winRate - (1 - winRate) / (average win / average loss)` over the last closed trades of the account, times a fraction of it, kept
 * within 0 and a cap. A Kelly fraction of 0 means no trade. Before there are enough trades a fixed share stands in.
 *
 * @see Kelly (1956), A New Interpretation of Information Rate; Thorp (2006), The Kelly Criterion, for the form with win and loss sizes.
 */
export const kelly = defineSizer({
  kind: "kelly",
  title: "Kelly",
  description: "Sizes by the edge of the last closed trades.",
  params: z.object({
    fraction: z
      .number()
      .positive()
      .max(1)
      .default(0.5)
      .describe("share of the full Kelly fraction, above 0 to 1"),
    lookbackTrades: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(50)
      .describe("closed trades that are looked at"),
    minTrades: z.number().int().min(1).max(10_000).default(10).describe("below, `fallbackFraction` counts"),
    fallbackFraction: z
      .number()
      .min(0)
      .max(1)
      .default(0.02)
      .describe("share of equity before there are enough trades"),
    maxFraction: z.number().positive().max(10).default(0.25).describe("cap on the Kelly fraction"),
    maxPositionFraction: z
      .number()
      .positive()
      .max(10)
      .default(1)
      .describe("cap on a position's share of equity"),
    minValue: z.number().min(0).default(0).describe("smaller positions are not taken, in account currency"),
  }),
  size: ({ portfolio, signal, price }, params) => {
    const { fraction, lookbackTrades, minTrades, fallbackFraction, maxFraction } = params;
    const recent = portfolio.outcomes.slice(-lookbackTrades);
    const share =
      recent.length < minTrades ? fallbackFraction : Math.min(fraction * kellyFraction(recent), maxFraction);
    const value = Math.min(share, params.maxPositionFraction) * portfolio.equity * signal.strength;
    return value < params.minValue ? 0 : value / price;
  },
});

/** The full Kelly fraction of trades' returns, 0 or more; 0 where they have not won. */
function kellyFraction(outcomes: readonly number[]): number {
  const wins = outcomes.filter((outcome) => outcome > 0);
  const losses = outcomes.filter((outcome) => outcome < 0);
  if (wins.length === 0) return 0;
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const winRate = wins.length / outcomes.length;
  if (losses.length === 0) return winRate;
  return Math.max(0, winRate - (1 - winRate) / (mean(wins) / -mean(losses)));
}
