import { ema } from "../indicators/ema.ts";
import { rsi } from "../indicators/rsi.ts";
import { trailingStop } from "../risk/trailing-stop.ts";
import { crossesAbove } from "../signals/cross.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { choice, defineStrategy, int, num } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** Two timeframes: the longer one says whether to be in the market, the shorter one when. */
export const trendPullback = builtIn(
  "trend-pullback",
  "Multi-timeframe trend and entry",
  defineStrategy({
    name: "trend_pullback",
    version: "1.0.0",
    description:
      "Above a longer timeframe's average, buys when RSI of the bars' own recovers from a dip; exits below the average.",
    params: {
      timeframe: choice("1w", ["1h", "4h", "1d", "1w", "1M"]),
      trend: int(10, {
        min: 2,
        max: 200,
        description: "length of the average, in bars of the longer timeframe",
      }),
      length: int(5, { min: 2, max: 50, description: "length of RSI in bars" }),
      dip: num(40, { min: 5, max: 60, step: 1, description: "RSI that must be recovered from" }),
      trailPct: num(8, { min: 1, max: 50, step: 0.5, description: "trailing stop, in percent" }),
    },
    indicators: ({ timeframe, trend, length }) => ({
      trend: ema({ lengthBars: trend, timeframe }),
      strength: rsi({ lengthBars: length }),
    }),
    signal: ({ close, trend, strength, params: { dip, timeframe } }) => {
      if (close.now < trend.now) return exit({ reason: `below the ${timeframe} average` });
      if (close.now > trend.now && crossesAbove(strength, dip))
        return buy({ reason: `recovered from a dip above the ${timeframe} average` });
      return hold();
    },
    risk: ({ trailPct }) => [trailingStop({ pct: trailPct })],
  }),
);
