import { z } from "zod";
import type { History } from "../market/history.ts";

/** The names of regimes; "unknown" before there are enough bars. */
export const regimeName = z.enum(["bull", "bear", "neutral", "crisis", "unknown"]);
export type RegimeName = z.infer<typeof regimeName>;

/** What kind of market it is, and how surely, 0 to 1. */
export interface Regime {
  readonly name: RegimeName;
  readonly confidence: number;
}

/** What tells regimes apart; all of it from bars that have closed. */
export interface RegimeSettings {
  /** Bars of the average that the trend is measured against. */
  readonly trendBars: number;
  /** Percent around the average in which there is no trend. */
  readonly bandPct: number;
  /** Percent below the highest close of the trend's bars from which a fall may be a crisis. */
  readonly crisisDrawdownPct: number;
  /** How many times its longer-run self volatility has to be in a crisis. */
  readonly crisisVolatilityRatio: number;
}

/** A 200-day trend with a 2 % band; a crisis is 20 % down at one and a half times the usual volatility. */
export const MARKET_REGIME: RegimeSettings = {
  trendBars: 200,
  bandPct: 2,
  crisisDrawdownPct: 20,
  crisisVolatilityRatio: 1.5,
};

const UNKNOWN: Regime = { name: "unknown", confidence: 0 };
const SHORT_BARS = 20;

/**
 * The regime at the last close: crisis before trend. Filtered: it never looks at a later bar, and never relabels an earlier one.
 *
 * @returns "unknown" before there are `trendBars` bars. O(trendBars).
 * @example const bullish = defineRule({ kind: "bullish", title: "Bull market", description: "Enters in a bull market only.", params: z.object({}),
 *   rests: false, review: ({ history, quantity }) => { const { name } = marketRegime(history); return name === "bull" ? { action: "pass",
 *   quantity, reason: "bull market" } : { action: "block", quantity: 0, reason: `regime ${name}` }; } }); backtest(cross, { bars: prices, risk:
 *   [bullish()] })
 */
export function marketRegime(history: History, settings: RegimeSettings = MARKET_REGIME): Regime {
  const { trendBars, bandPct } = settings;
  const average = history.averageClose(trendBars);
  if (!(average > 0)) return UNKNOWN;
  const close = history.lastClose;
  const crisis = crisisOf(history, close, settings);
  if (crisis) return crisis;
  const distancePct = 100 * (close / average - 1);
  const confidence = Math.min(1, Math.abs(distancePct) / Math.max(2 * bandPct, 1e-9));
  if (distancePct > bandPct) return { name: "bull", confidence };
  if (distancePct < -bandPct) return { name: "bear", confidence };
  return { name: "neutral", confidence: 1 - confidence };
}

function crisisOf(history: History, close: number, settings: RegimeSettings): Regime | undefined {
  const { trendBars, crisisDrawdownPct, crisisVolatilityRatio } = settings;
  const fallPct = 100 * (1 - close / history.highestClose(trendBars));
  if (!(fallPct >= crisisDrawdownPct)) return undefined;
  const ratio = history.volatility(Math.min(SHORT_BARS, trendBars - 1)) / history.volatility(trendBars - 1);
  if (!(ratio >= crisisVolatilityRatio)) return undefined;
  return { name: "crisis", confidence: Math.min(1, fallPct / crisisDrawdownPct / 2) };
}
