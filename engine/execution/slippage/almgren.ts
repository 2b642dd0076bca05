import { z } from "zod";
import { defineSlippage, type SlippageRequest } from "./slippage-model.ts";

/**
 * Impact measured on institutional orders: half of a permanent part `gamma * sigma * (X / V) * (shares / V)^(1/4)` and a temporary part
 * `eta * sigma * (X / (V * T))^(3/5)`, with volatility and mean volume of the bars that had closed before the fill. Where those are not known, a fixed share is
 * paid instead.
 *
 * @see Almgren, Thum, Hauptmann, Li (2005), Direct Estimation of Equity Market Impact, equations 7 and 8.
 */
export const almgren = defineSlippage({
  kind: "almgren",
  title: "Almgren impact",
  description: "Permanent and temporary impact by share of volume, shares outstanding and trading time.",
  params: z.object({
    sharesOutstanding: z.number().positive().default(1e9).describe("of the company, in units"),
    durationBars: z
      .number()
      .positive()
      .max(1000)
      .default(1)
      .describe("time that the order is worked over, in bars"),
    gamma: z.number().min(0).default(0.314).describe("permanent impact"),
    eta: z.number().min(0).default(0.142).describe("temporary impact"),
    lookbackBars: z.number().int().min(2).max(1000).default(20).describe("bars of volatility and volume"),
    unknownBps: z.number().min(0).max(5000).default(5).describe("basis points where there are too few bars"),
  }),
  shift: (request, params) => {
    const impact = impactOf(request, params);
    return Number.isFinite(impact) ? impact : params.unknownBps / 10_000;
  },
  impact: (request, params) => {
    const impact = impactOf(request, params);
    return Number.isFinite(impact) ? impact : 0;
  },
});

interface Measured {
  readonly sharesOutstanding: number;
  readonly durationBars: number;
  readonly gamma: number;
  readonly eta: number;
  readonly lookbackBars: number;
}

function impactOf({ quantity, history }: SlippageRequest, params: Measured): number {
  const { sharesOutstanding, durationBars, gamma, eta, lookbackBars } = params;
  const volume = history.averageVolume(lookbackBars);
  const sigma = history.volatility(lookbackBars);
  const share = quantity / volume;
  const permanent = gamma * sigma * share * (sharesOutstanding / volume) ** 0.25;
  return permanent / 2 + eta * sigma * (share / durationBars) ** 0.6;
}
