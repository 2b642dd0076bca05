import { atr } from "../indicators/atr.ts";
import { atrStop } from "../risk/atr-stop.ts";
import { timeStop } from "../risk/time-stop.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { defineStrategy, int, num } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** A move of more than its usual range from the last close is news: go with it. @see Williams (1999), Long-Term Secrets to Short-Term Trading */
export const volatilityBreakout = builtIn(
  "volatility-breakout",
  "Volatility breakout",
  defineStrategy({
    name: "volatility_breakout",
    version: "1.0.0",
    description:
      "Buys when the close has risen by a multiple of the usual range, exits when it has fallen by one, or after some bars.",
    params: {
      rangeBars: int(14, { min: 2, max: 100, description: "bars that the true range is averaged over" }),
      multiple: num(1, { min: 0.2, max: 5, step: 0.1, description: "move in average true ranges" }),
      holdBars: int(10, { min: 1, max: 200, description: "bars after which to leave" }),
    },
    indicators: ({ rangeBars }) => ({ range: atr({ lengthBars: rangeBars }) }),
    signal: ({ close, range, params: { multiple } }) => {
      const move = close.now - close.ago(1);
      // The range before the move: its own would raise the bar that it must clear.
      const usual = multiple * range.ago(1);
      if (move < -usual) return exit({ reason: `fell ${multiple} ranges` });
      return move > usual ? buy({ reason: `rose ${multiple} ranges` }) : hold();
    },
    risk: ({ rangeBars, holdBars }) => [
      atrStop({ multiple: 2, lookbackBars: rangeBars }),
      timeStop({ bars: holdBars }),
    ],
  }),
);
