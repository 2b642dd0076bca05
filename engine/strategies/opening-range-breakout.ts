import { openingRange } from "../indicators/opening-range.ts";
import { timeStop } from "../risk/time-stop.ts";
import { crossesAbove } from "../signals/cross.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { defineStrategy, int } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** The day's first minutes make a range; its upper side is bought, its lower side left, within a number of bars. */
export const openingRangeBreakout = builtIn(
  "opening-range-breakout",
  "Opening range breakout",
  defineStrategy({
    name: "opening_range_breakout",
    version: "1.0.0",
    description:
      "On intraday bars: buys closes above the session's opening range, exits below it or after some bars.",
    params: {
      minutes: int(30, { min: 5, max: 240, step: 5, description: "length of the opening range" }),
      holdBars: int(20, { min: 1, max: 500, description: "bars after which to leave" }),
    },
    indicators: ({ minutes }) => ({ range: openingRange({ minutes }) }),
    signal: ({ close, range, params: { minutes } }) => {
      if (close.now < range.low.now) return exit({ reason: "below the opening range" });
      return crossesAbove(close, range.high) ? buy({ reason: `above the first ${minutes} minutes` }) : hold();
    },
    risk: ({ holdBars }) => [timeStop({ bars: holdBars })],
  }),
);
