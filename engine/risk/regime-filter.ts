import { z } from "zod";
import { RANKED_BARS, volatilityRank } from "../regimes/volatility-rank.ts";
import { MARKET_REGIME, marketRegime, regimeName } from "../regimes/market-regime.ts";
import { defineRule, pass } from "./rule.ts";

/**
 * Regime filter: blocks entries while the symbol's own regime is not among the allowed ones, is among the blocked ones, or is less sure than asked
 * for; or while its volatility ranks too high among its own. Filtered only: the regime is that of the last close, and is never relabelled afterwards.
 */
export const regimeFilter = defineRule({
  kind: "regime-filter",
  title: "Regime filter",
  description: "Enters only in the market regimes that are allowed.",
  params: z.object({
    allowed: z.array(regimeName).max(5).optional().describe("regimes to enter in; all where absent"),
    blocked: z.array(regimeName).max(5).default([]).describe("regimes to stay out of"),
    minConfidence: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .describe("how sure an allowed regime has to be, 0 to 1"),
    trendBars: z
      .number()
      .int()
      .min(2)
      .max(10_000)
      .default(MARKET_REGIME.trendBars)
      .describe("bars of the trend"),
    maxVolatilityRank: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        "highest place of the last 20 bars' volatility among those of `volatilityBars`: 0.9 keeps out of the wildest tenth",
      ),
    volatilityBars: z
      .number()
      .int()
      .min(RANKED_BARS)
      .max(10_000)
      .optional()
      .describe("bars that volatility is ranked in; 252 where absent"),
  }),
  rests: false,
  review: (
    request,
    { allowed, blocked, minConfidence, trendBars, maxVolatilityRank, volatilityBars = 252 },
  ) => {
    if (maxVolatilityRank !== undefined) {
      const rank = volatilityRank(request.history, volatilityBars);
      const place = Number.isNaN(rank) ? "not known yet" : `at rank ${rank.toFixed(2)}`;
      if (!(rank <= maxVolatilityRank))
        return { action: "block", quantity: 0, reason: `volatility ${place}` };
    }
    const { name, confidence } = marketRegime(request.history, { ...MARKET_REGIME, trendBars });
    const kept = !blocked.includes(name) && (allowed === undefined || allowed.includes(name));
    if (kept && confidence >= minConfidence) return pass(request, `regime ${name}`);
    const why = kept ? ` at a confidence of ${confidence.toFixed(2)}` : "";
    return { action: "block", quantity: 0, reason: `regime ${name}${why}` };
  },
});
