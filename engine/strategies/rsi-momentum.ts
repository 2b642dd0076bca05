import { rsi } from "../indicators/rsi.ts";
import { sma } from "../indicators/sma.ts";
import { crossesAbove, crossesBelow } from "../signals/cross.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { defineStrategy, int, num } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** Strength begets strength: RSI crossing up through a level, above a long average. */
export const rsiMomentum = builtIn(
  "rsi-momentum",
  "RSI momentum",
  defineStrategy({
    name: "rsi_momentum",
    version: "1.0.0",
    description:
      "Buys when RSI rises through a level above the trend; exits when it falls through a lower one.",
    params: {
      length: int(14, { min: 2, max: 100, description: "length of RSI in bars" }),
      enter: num(55, { min: 40, max: 90, step: 1, description: "level that RSI must rise through" }),
      leave: num(45, { min: 10, max: 60, step: 1, description: "level that RSI must fall through" }),
      trend: int(100, { min: 5, max: 500, description: "length of the trend's average in bars" }),
    },
    indicators: ({ length, trend }) => ({
      strength: rsi({ lengthBars: length }),
      trend: sma({ lengthBars: trend }),
    }),
    signal: ({ close, strength, trend, params: { enter, leave } }) => {
      if (crossesBelow(strength, leave)) return exit({ reason: `rsi fell through ${leave}` });
      if (close.now > trend.now && crossesAbove(strength, enter))
        return buy({ reason: `rsi rose through ${enter} above the trend` });
      return hold();
    },
  }),
);
