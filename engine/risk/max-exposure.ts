import { z } from "zod";
import { wholeLots } from "../sizing/sizer.ts";
import { defineRule, pass, type RiskRequest } from "./rule.ts";

/**
 * Maximum exposure: the value of all positions, of the entry's sector, and longs less shorts stay below percentages of equity; resting entries
 * count as held. Makes smaller, or blocks. A symbol without a sector is a sector of its own.
 */
export const maxExposure = defineRule({
  kind: "max-exposure",
  title: "Maximum exposure",
  description: "Caps the value of all positions, per sector, and net of shorts.",
  params: z.object({
    totalPct: z
      .number()
      .positive()
      .max(10_000)
      .default(100)
      .describe("all positions, longs and shorts added, in percent of equity"),
    perSectorPct: z
      .number()
      .positive()
      .max(10_000)
      .optional()
      .describe("positions of one sector, in percent of equity"),
    netPct: z
      .number()
      .positive()
      .max(10_000)
      .optional()
      .describe("longs less shorts, either way, in percent of equity"),
  }),
  rests: false,
  review: (request, { totalPct, perSectorPct, netPct }) => {
    const { instrument, portfolio, price, quantity, side, symbol } = request;
    const { total, sector, net } = exposureBeside(request);
    const share = (pct: number): number => (pct / 100) * portfolio.equity;
    const room = Math.min(
      share(totalPct) - total,
      perSectorPct === undefined ? Infinity : share(perSectorPct) - sector,
      netPct === undefined ? Infinity : share(netPct) - side * net,
    );
    const most = wholeLots(room / price, instrument.lot);
    if (quantity <= most) return pass(request, "within the exposure limits");
    if (most === 0) return { action: "block", quantity: 0, reason: `no exposure left for ${symbol}` };
    return { action: "modify", quantity: most, reason: "cut to the exposure that is left" };
  },
});

/** Value of everything but the entry's own symbol: gross, of its sector, and longs less shorts. */
function exposureBeside({ portfolio, symbol, instrument }: RiskRequest): {
  total: number;
  sector: number;
  net: number;
} {
  const beside = { total: 0, sector: 0, net: 0 };
  for (const position of portfolio.positions) {
    if (position.symbol === symbol) continue;
    const { quantity, committed, lastPrice } = position;
    const larger = Math.abs(committed) > Math.abs(quantity) ? committed : quantity;
    const value = larger * lastPrice;
    if (value === 0) continue;
    beside.total += Math.abs(value);
    beside.net += value;
    if (instrument.sector !== undefined && position.instrument.sector === instrument.sector)
      beside.sector += Math.abs(value);
  }
  return beside;
}
