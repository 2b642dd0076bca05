import { z } from "zod";
import { EngineError } from "../errors.ts";
import { TIMEFRAMES, type Bars } from "../market/bars.ts";
import { alignBars } from "./align.ts";
import { inspectBars } from "./quality/report.ts";

/** What a strategy asks of its data before it runs. */
export const dataNeeds = z.strictObject({
  timeframes: z.array(z.enum(TIMEFRAMES)).min(1).max(9).optional().describe("lengths of bars it is made for"),
  symbols: z.number().int().min(1).max(10_000).optional().describe("symbols at least: 2 for a pair"),
  bars: z.number().int().min(1).max(10_000_000).optional().describe("bars of every symbol at least"),
  quality: z.number().min(0).max(1).optional().describe("quality score of every symbol at least, 0 to 1"),
  volume: z.boolean().optional().describe("whether at least nine bars in ten need a volume above 0"),
});
/** See {@link dataNeeds}. */
export type DataNeeds = z.input<typeof dataNeeds>;

const LEAST_WITH_VOLUME = 0.9;

/**
 * Looks whether data are what a strategy needs. O(bars) for a volume, O(bars log bars) for a quality, else O(symbols).
 *
 * @throws EngineError "bad-bars" at the first need that is not met, with the symbol; and as `alignBars` does.
 */
export function checkNeeds(given: Bars | readonly Bars[], needs: DataNeeds | undefined): void {
  if (needs === undefined) return;
  const { bars: all } = alignBars(given);
  const { symbols = 1 } = needs;
  if (all.length < symbols)
    throw unmet("symbols", `too few symbols: ${all.length}; the strategy needs ${symbols} or more`);
  for (const bars of all) checkSymbol(bars, needs);
}

function checkSymbol(bars: Bars, { timeframes, bars: least = 0, volume, quality = 0 }: DataNeeds): void {
  const { symbol, timeframe } = bars;
  const count = bars.close.length;
  if (timeframes && !timeframes.includes(timeframe))
    throw unmet(
      "timeframes",
      `bars of ${symbol} are of ${timeframe}; the strategy needs ${timeframes.join(" or ")}`,
      symbol,
    );
  if (count < least)
    throw unmet("bars", `too few bars of ${symbol}: ${count}; the strategy needs ${least} or more`, symbol);
  if (volume && traded(bars) < LEAST_WITH_VOLUME * count)
    throw unmet(
      "volume",
      `no volume on ${count - traded(bars)} of ${count} bars of ${symbol}; the strategy needs volumes, use other data`,
      symbol,
    );
  if (quality > 0) checkQuality(bars, quality);
}

function checkQuality(bars: Bars, least: number): void {
  const { score, issues, warnings } = inspectBars(bars);
  if (score >= least) return;
  const worst = [...issues, ...warnings][0]?.message ?? "";
  throw unmet(
    "quality",
    `quality of ${bars.symbol} is ${score}, the strategy needs ${least} or more; mend its data: ${worst}`,
    bars.symbol,
  );
}

function traded({ volume }: Bars): number {
  let count = 0;
  for (const each of volume) if (each > 0) count += 1;
  return count;
}

function unmet(field: keyof DataNeeds, message: string, symbol?: string): EngineError {
  return new EngineError("bad-bars", message, {
    stage: "data",
    field: `needs.${field}`,
    ...(symbol === undefined ? {} : { symbol }),
  });
}
