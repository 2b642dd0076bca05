import { z } from "zod";
import { parseParams } from "../catalogue.ts";
import type { Bars } from "../market/bars.ts";
import { createRandom, type Random } from "../random.ts";
import { drawDailyBars } from "./daily-bars.ts";
import { usSessions } from "./sessions.ts";

const options = z.strictObject({
  symbols: z.number().int().min(1).max(5000).default(100).describe("number of symbols"),
  bars: z.number().int().min(2).max(10_000).default(1008).describe("daily sessions from 2016-01-04"),
  seed: z.number().int().min(0).default(1).describe("the same seed gives the same universe"),
  sectors: z.number().int().min(1).max(11).default(8).describe("number of sectors"),
});

/** One symbol of a generated universe. */
export interface SyntheticSymbol {
  readonly symbol: string;
  readonly name: string;
  readonly sector: string;
  readonly bars: Bars;
}

const SECTORS = [
  "Technology",
  "Health Care",
  "Financials",
  "Consumer Discretionary",
  "Industrials",
  "Energy",
  "Utilities",
  "Materials",
  "Consumer Staples",
  "Communication",
  "Real Estate",
];

/**
 * Generates a universe of correlated symbols (SYN001 ...): a market factor with quiet and stormy spells, a factor per sector, and
 * each symbol's own noise. Daily bars of US sessions, labelled synthetic.
 *
 * @throws EngineError "bad-param" on options out of range.
 * @example table(syntheticUniverse({ symbols: 5 }).map(({ symbol, bars }) => ({ symbol, bars: bars.close.length })))
 */
export function syntheticUniverse(given: z.input<typeof options> = {}): SyntheticSymbol[] {
  const { symbols, bars: count, seed, sectors } = parseParams(options, given, { stage: "synthetic" });
  const random = createRandom(seed);
  const storm = stormOf(count, random);
  const market = factor(count, 0.0003, 0.007, storm, random);
  const bySector = Array.from({ length: sectors }, () => factor(count, 0, 0.005, storm, random));
  const sessions = usSessions(count);
  return Array.from({ length: symbols }, (_, index) => {
    const own = createRandom(seed * 100_003 + index + 1);
    const symbol = `SYN${String(index + 1).padStart(3, "0")}`;
    const sector = SECTORS[index % sectors] ?? "";
    const returns = symbolReturns(market, bySector[index % sectors] ?? market, storm, own);
    const startPrice = 15 + 185 * own.next();
    const volume = 200_000 * 10 ** (2 * own.next());
    const shape = {
      symbol,
      startPrice,
      returns,
      gapShare: 0.25,
      rangeNoise: 0.004 + 0.006 * own.next(),
      volume,
    };
    return {
      symbol,
      name: `Synthetic ${sector} ${index + 1}`,
      sector,
      bars: drawDailyBars(shape, sessions, own),
    };
  });
}

/** A multiplier of volatility that wanders around 1 and is slow to forget. */
function stormOf(count: number, random: Random): Float64Array {
  const storm = new Float64Array(count);
  let level = 0;
  for (let bar = 0; bar < count; bar++) {
    level = 0.97 * level + 0.12 * random.normal();
    storm[bar] = Math.exp(level - 0.1);
  }
  return storm;
}

function factor(
  count: number,
  drift: number,
  deviation: number,
  storm: Float64Array,
  random: Random,
): Float64Array {
  const returns = new Float64Array(count);
  for (let bar = 0; bar < count; bar++)
    returns[bar] = drift + deviation * (storm[bar] as number) * random.normal();
  return returns;
}

function symbolReturns(
  market: Float64Array,
  sector: Float64Array,
  storm: Float64Array,
  own: Random,
): Float64Array {
  const beta = 0.6 + 0.8 * own.next();
  const tilt = 0.5 + 0.8 * own.next();
  const deviation = 0.007 + 0.011 * own.next();
  return market.map((move, bar) => {
    const noise = deviation * (storm[bar] as number) * own.normal();
    return beta * move + tilt * (sector[bar] as number) + noise;
  });
}
