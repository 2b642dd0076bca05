import { z } from "zod";
import { defineSizer } from "./sizer.ts";

/**
 * Risk parity: every symbol of the run gets a share of equity that is inverse to its volatility, so that all would swing alike were they
 * uncorrelated. Symbols without enough bars yet are left out of the sum. No size for a symbol without volatility of its own.
 *
 * @see Maillard, Roncalli, Teiletche (2010), The Properties of Equally Weighted Risk Contribution Portfolios, section 2.2.
 */
export const riskParity = defineSizer({
  kind: "risk-parity",
  title: "Risk parity",
  description: "Weights symbols by the inverse of their volatility.",
  params: z.object({
    totalPct: z
      .number()
      .positive()
      .max(1000)
      .default(100)
      .describe("share of equity in all positions together, in percent"),
    lookbackBars: z
      .number()
      .int()
      .min(2)
      .max(10_000)
      .default(60)
      .describe("bars that volatility is taken of"),
    bufferBps: z
      .number()
      .min(0)
      .max(10_000)
      .default(25)
      .describe("kept back for costs and gaps, in basis points"),
  }),
  size: ({ symbol, portfolio, signal, price, history }, { totalPct, lookbackBars, bufferBps }) => {
    const own = 1 / history.volatility(lookbackBars);
    let all = 0;
    for (const position of portfolio.positions) {
      const inverse = position.symbol === symbol ? own : 1 / position.history.volatility(lookbackBars);
      if (Number.isFinite(inverse)) all += inverse;
    }
    if (!Number.isFinite(own) || !(all > 0)) return 0;
    const share = (totalPct / 100) * (own / all) * (1 - bufferBps / 10_000);
    return (share * portfolio.equity * signal.strength) / price;
  },
});
