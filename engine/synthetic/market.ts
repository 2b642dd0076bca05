import { z } from "zod";
import { parseParams } from "../catalogue.ts";
import type { Bars } from "../market/bars.ts";
import { createRandom, type Random } from "../random.ts";
import { drawDailyBars } from "./daily-bars.ts";
import { usSessions } from "./sessions.ts";

/** The markets that can be generated: drift and deviation of daily log returns, share of the move overnight, range, volume. */
const MARKETS = {
  trending: { drift: 0.001, deviation: 0.008, gapShare: 0.2, rangeNoise: 0.004, volume: 2e6 },
  falling: { drift: -0.001, deviation: 0.01, gapShare: 0.2, rangeNoise: 0.005, volume: 2e6 },
  gappy: { drift: 0.0002, deviation: 0.025, gapShare: 0.9, rangeNoise: 0.006, volume: 1e6 },
  volatile: { drift: 0, deviation: 0.04, gapShare: 0.3, rangeNoise: 0.02, volume: 3e6 },
  illiquid: { drift: 0, deviation: 0.015, gapShare: 0.5, rangeNoise: 0.01, volume: 300 },
  "mean-reverting": { drift: 0, deviation: 0.012, gapShare: 0.2, rangeNoise: 0.005, volume: 2e6 },
  crash: { drift: 0.0006, deviation: 0.009, gapShare: 0.4, rangeNoise: 0.006, volume: 2e6 },
  flat: { drift: 0, deviation: 0, gapShare: 0, rangeNoise: 0, volume: 1e6 },
} as const;

const options = z.strictObject({
  kind: z
    .enum(["trending", "falling", "mean-reverting", "gappy", "volatile", "illiquid", "crash", "flat"])
    .describe("what the market is like"),
  bars: z.number().int().min(1).max(100_000).default(500).describe("daily sessions from 2016-01-04"),
  seed: z.number().int().min(0).default(1).describe("the same seed gives the same market"),
  missingPct: z
    .number()
    .min(0)
    .max(90)
    .default(0)
    .describe("sessions without a bar, in percent, drawn by chance"),
  symbol: z.string().default("SYN"),
  startPrice: z.number().positive().max(1e6).default(100).describe("price before the first bar"),
});

/**
 * Generates one symbol's daily bars of a kind of market, labelled synthetic, for tests and for trying strategies out.
 *
 * @throws EngineError "bad-param" on options out of range.
 * @example plot.candles(syntheticMarket({ kind: "crash", bars: 250, seed: 1 }), { title: "A market that breaks" })
 */
export function syntheticMarket(given: z.input<typeof options>): Bars {
  const { kind, bars: count, missingPct, ...rest } = parseParams(options, given, { stage: "synthetic" });
  const { seed, symbol, startPrice } = rest;
  const { drift, deviation, ...shape } = MARKETS[kind];
  const random = createRandom(seed);
  const noise = Float64Array.from({ length: count }, () => drift + deviation * random.normal());
  const returns = bend(kind, noise);
  const bars = drawDailyBars({ ...shape, symbol, startPrice, returns }, usSessions(count), random);
  return missingPct === 0 ? bars : thinned(bars, missingPct / 100, random);
}

/** Share of the way back to its start that a mean-reverting price goes each day. */
const PULL = 0.08;
/** Sessions of a crash in the middle of the bars, and the log return of each. */
const CRASH_SESSIONS = 12;
const CRASH_RETURN = -0.05;

function bend(kind: keyof typeof MARKETS, returns: Float64Array): Float64Array {
  if (kind === "crash") {
    const start = returns.length >>> 1;
    return returns.map((move, bar) =>
      bar >= start && bar < start + CRASH_SESSIONS ? move + CRASH_RETURN : move,
    );
  }
  if (kind !== "mean-reverting") return returns;
  let level = 0;
  return returns.map((move) => {
    const pulled = move - PULL * level;
    level += pulled;
    return pulled;
  });
}

/** Bars without some of them; the first stays. */
function thinned(bars: Bars, share: number, random: Random): Bars {
  const stays = Array.from(bars.close, (_, bar) => random.next() >= share || bar === 0);
  const part = (column: Float64Array): Float64Array => column.filter((_, bar) => stays[bar]);
  return {
    ...bars,
    ...{
      openTime: part(bars.openTime),
      closeTime: part(bars.closeTime),
      availableAt: part(bars.availableAt),
    },
    ...{ open: part(bars.open), high: part(bars.high), low: part(bars.low), close: part(bars.close) },
    volume: part(bars.volume),
  };
}
