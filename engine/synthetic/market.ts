import { z } from "zod";
import { parseParams } from "../catalogue.ts";
import type { Bars } from "../market/bars.ts";
import { createRandom } from "../random.ts";
import { drawDailyBars } from "./daily-bars.ts";
import { usSessions } from "./sessions.ts";

/** The markets that can be generated: drift and deviation of daily log returns, share of the move overnight, range, volume. */
const MARKETS = {
  trending: { drift: 0.001, deviation: 0.008, gapShare: 0.2, rangeNoise: 0.004, volume: 2e6 },
  falling: { drift: -0.001, deviation: 0.01, gapShare: 0.2, rangeNoise: 0.005, volume: 2e6 },
  gappy: { drift: 0.0002, deviation: 0.025, gapShare: 0.9, rangeNoise: 0.006, volume: 1e6 },
  volatile: { drift: 0, deviation: 0.04, gapShare: 0.3, rangeNoise: 0.02, volume: 3e6 },
  illiquid: { drift: 0, deviation: 0.015, gapShare: 0.5, rangeNoise: 0.01, volume: 300 },
  flat: { drift: 0, deviation: 0, gapShare: 0, rangeNoise: 0, volume: 1e6 },
} as const;

const options = z.strictObject({
  kind: z
    .enum(["trending", "falling", "gappy", "volatile", "illiquid", "flat"])
    .describe("what the market is like"),
  bars: z.number().int().min(1).max(100_000).default(500).describe("daily sessions from 2016-01-04"),
  seed: z.number().int().min(0).default(1).describe("the same seed gives the same market"),
  symbol: z.string().default("SYN"),
  startPrice: z.number().positive().max(1e6).default(100).describe("price before the first bar"),
});

/**
 * Generates one symbol's daily bars of a kind of market, labelled synthetic, for tests and for trying strategies out.
 *
 * @throws EngineError "bad-param" on options out of range.
 */
export function syntheticMarket(given: z.input<typeof options>): Bars {
  const { kind, bars: count, seed, symbol, startPrice } = parseParams(options, given, { stage: "synthetic" });
  const { drift, deviation, ...shape } = MARKETS[kind];
  const random = createRandom(seed);
  const returns = Float64Array.from({ length: count }, () => drift + deviation * random.normal());
  return drawDailyBars({ ...shape, symbol, startPrice, returns }, usSessions(count), random);
}
