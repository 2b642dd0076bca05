import { z } from "zod";
import type { History } from "../../market/history.ts";
import { defineSlippage } from "./slippage-model.ts";

/**
 * Square-root impact: half a spread and `Y * sigma * sqrt(quantity / average volume)`, with sigma and volume of the bars that had closed before the
 * fill. Where they are not known (too few bars, no volume), the whole spread is paid instead of the impact.
 *
 * @see Toth et al. (2011), Anomalous price impact and the critical nature of liquidity in financial markets.
 */
export const squareRoot = defineSlippage({
  kind: "square-root",
  title: "Square-root impact",
  description: "Half the spread, and an impact that grows with the square root of the share of volume.",
  params: z.object({
    y: z.number().min(0).max(10).default(1).describe("Y, usually 0.5 to 1.5"),
    halfSpreadBps: z.number().min(0).max(5000).default(2.5).describe("half of the spread in basis points"),
    lookbackBars: z.number().int().min(2).max(1000).default(20).describe("bars of volatility and volume"),
  }),
  shift: ({ quantity, history }, { y, halfSpreadBps, lookbackBars }) => {
    const half = halfSpreadBps / 10_000;
    const impact = impactOf(history, quantity, y, lookbackBars);
    return half + (Number.isFinite(impact) ? impact : half);
  },
  impact: ({ quantity, history }, { y, lookbackBars }) => {
    const impact = impactOf(history, quantity, y, lookbackBars);
    return Number.isFinite(impact) ? impact : 0;
  },
});

function impactOf(history: History, quantity: number, y: number, bars: number): number {
  return y * history.volatility(bars) * Math.sqrt(quantity / history.averageVolume(bars));
}
