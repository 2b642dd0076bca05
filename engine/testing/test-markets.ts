import type { Bars } from "../market/bars.ts";
import { syntheticMarket } from "../synthetic/market.ts";

/** A market to test on, by name. */
export interface TestMarket {
  readonly name: string;
  readonly bars: Bars | readonly Bars[];
}

/**
 * The generated markets that every strategy should live through: up, down, back and forth, gaps with missing days, storms, thin volume, a crash, a flat line.
 *
 * @example table(testMarkets(250, 1).map(({ name, bars }) => ({ name, bars: bars.close.length })))
 */
export function testMarkets(bars: number, seed: number): TestMarket[] {
  const kinds = [
    ["trending up", { kind: "trending" }],
    ["trending down", { kind: "falling" }],
    ["mean-reverting", { kind: "mean-reverting" }],
    ["gaps, 5% missing", { kind: "gappy", missingPct: 5 }],
    ["high volatility", { kind: "volatile" }],
    ["low volume", { kind: "illiquid" }],
    ["crash", { kind: "crash" }],
    ["flat", { kind: "flat" }],
  ] as const;
  return kinds.map(([name, market]) => ({ name, bars: syntheticMarket({ ...market, bars, seed }) }));
}
