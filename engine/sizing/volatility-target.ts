import { z } from "zod";
import { defineSizer } from "./sizer.ts";

/**
 * Volatility target: a base share of equity times target over realised volatility, both yearly. No size before there are as many bars.
 *
 * @see Moreira, Muir (2017), Volatility-Managed Portfolios.
 */
export const volatilityTarget = defineSizer({
  kind: "volatility-target",
  title: "Volatility target",
  description: "Holds less of what moves more, so that every position swings alike.",
  params: z.object({
    targetPct: z.number().positive().max(1000).default(15).describe("yearly volatility aimed at, in percent"),
    basePct: z
      .number()
      .positive()
      .max(1000)
      .default(100)
      .describe("share of equity at the target, in percent"),
    maxPct: z.number().positive().max(1000).default(100).describe("most of equity per position, in percent"),
    lookbackBars: z
      .number()
      .int()
      .min(2)
      .max(10_000)
      .default(20)
      .describe("bars that realised volatility is taken of"),
    periodsPerYear: z
      .number()
      .positive()
      .max(1e6)
      .default(252)
      .describe("bars per year, for yearly volatility"),
  }),
  size: ({ portfolio, signal, price, history }, params) => {
    const { targetPct, basePct, maxPct, lookbackBars, periodsPerYear } = params;
    const yearly = history.volatility(lookbackBars) * Math.sqrt(periodsPerYear);
    // A flat market has no volatility to scale by: the cap counts.
    const share = yearly > 0 ? (basePct / 100) * (targetPct / 100 / yearly) : yearly === 0 ? Infinity : 0;
    return (Math.min(share, maxPct / 100) * portfolio.equity * signal.strength) / price;
  },
});
