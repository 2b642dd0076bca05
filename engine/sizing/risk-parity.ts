import { z } from "zod";
import type { History } from "../market/history.ts";
import type { Portfolio } from "../market/portfolio.ts";
import { returnCovariance } from "../market/return-covariance.ts";
import { equalRiskShares } from "../series/equal-risk-shares.ts";
import { defineSizer } from "./sizer.ts";

/**
 * Risk parity: shares of equity in which every symbol of the run contributes the same risk to the whole, by the covariance of its look-back
 * returns. With `inverse-volatility` correlations are left out: the same where all are alike.
 *
 * Symbols without enough bars yet, or without any volatility, are left out of the whole and get no size of their own.
 *
 * @see Maillard, Roncalli, Teiletche (2010), The Properties of Equally Weighted Risk Contribution Portfolios.
 */
export const riskParity = defineSizer({
  kind: "risk-parity",
  title: "Risk parity",
  description: "Gives every symbol the share at which it contributes the same risk.",
  params: z.object({
    weights: z
      .enum(["equal-risk", "inverse-volatility"])
      .default("equal-risk")
      .describe("whether correlations count, or volatilities alone"),
    totalPct: z
      .number()
      .positive()
      .max(1000)
      .default(100)
      .describe("share of equity in all positions together, in percent"),
    lookbackBars: z.number().int().min(2).max(10_000).default(60).describe("bars that returns are taken of"),
    bufferBps: z
      .number()
      .min(0)
      .max(10_000)
      .default(25)
      .describe("kept back for costs and gaps, in basis points"),
  }),
  size: ({ symbol, portfolio, signal, price }, { weights, totalPct, lookbackBars, bufferBps }) => {
    const share = sharesOf(portfolio, weights, lookbackBars).get(symbol) ?? 0;
    const value = (totalPct / 100) * share * (1 - bufferBps / 10_000) * portfolio.equity;
    return (value * signal.strength) / price;
  },
});

type Weights = "equal-risk" | "inverse-volatility";
type Shares = ReadonlyMap<string, number>;

/** Every symbol's share as of the last closes that were looked at, so that the entries of one moment share the work. */
const found = new WeakMap<Portfolio, { readonly key: string; readonly shares: Shares }>();

function sharesOf(portfolio: Portfolio, weights: Weights, bars: number): Shares {
  // Histories only ever grow: the same count of bars in all is the same moment.
  const seen = portfolio.positions.reduce((sum, { history }) => sum + history.bars, 0);
  const key = `${weights} ${bars} ${seen}`;
  const before = found.get(portfolio);
  if (before?.key === key) return before.shares;
  const histories = movingHistories(portfolio, bars);
  const shares = (weights === "equal-risk" ? equalRisk : inverseVolatility)(histories, bars);
  found.set(portfolio, { key, shares });
  return shares;
}

/** The past of every symbol that has had enough bars, and moved in them. */
function movingHistories({ positions }: Portfolio, bars: number): Map<string, History> {
  const moving = positions.filter(({ history }) => history.volatility(bars) > 0);
  return new Map(moving.map(({ symbol, history }) => [symbol, history]));
}

function inverseVolatility(histories: ReadonlyMap<string, History>, bars: number): Shares {
  const inverse = [...histories].map(([symbol, history]) => [symbol, 1 / history.volatility(bars)] as const);
  const all = inverse.reduce((sum, [, value]) => sum + value, 0);
  return new Map(inverse.map(([symbol, value]) => [symbol, value / all]));
}

function equalRisk(histories: ReadonlyMap<string, History>, bars: number): Shares {
  const count = histories.size;
  const covariance = returnCovariance([...histories.values()], bars);
  // Too few shared closes, or one that did not move between them: nothing is known of how they go together.
  if (!covariance || covariance.some((value, at) => at % (count + 1) === 0 && !(value > 0))) return new Map();
  const shares = equalRiskShares(covariance, count);
  return new Map([...histories.keys()].map((symbol, index) => [symbol, shares[index] ?? 0]));
}
