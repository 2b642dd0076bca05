import { atr } from "../indicators/atr.ts";
import { highestBefore, lowestBefore } from "../signals/past-range.ts";
import { buy, exit, hold } from "../signals/signal.ts";
import { atrRisk } from "../sizing/atr-risk.ts";
import { atrStop } from "../risk/atr-stop.ts";
import { defineStrategy, int, num } from "../strategy.ts";
import { builtIn } from "./built-in.ts";

/** The turtles' system one: new highs in, new lows of half the range out, a stop and a size in average true ranges. */
export const donchianBreakout = builtIn(
  "donchian-breakout",
  "Donchian breakout (turtle)",
  defineStrategy({
    name: "donchian_breakout",
    version: "1.0.0",
    description:
      "Buys new highs, exits at new lows of a shorter range; risks one percent per trade against two average true ranges.",
    params: {
      enter: int(20, { min: 2, max: 300, description: "bars of the range to break out of" }),
      leave: int(10, { min: 2, max: 200, description: "bars of the range to fall out of" }),
      rangeBars: int(20, { min: 2, max: 100, description: "bars that the true range is averaged over" }),
      riskPct: num(1, { min: 0.1, max: 10, step: 0.1, description: "percent of equity risked per trade" }),
      multiple: num(2, { min: 0.5, max: 10, step: 0.5, description: "stop distance in average true ranges" }),
    },
    indicators: ({ rangeBars }) => ({ range: atr({ lengthBars: rangeBars }) }),
    signal: ({ close, high, low, params: { enter, leave } }) => {
      if (close.now < lowestBefore(low, leave)) return exit({ reason: `new low of ${leave} bars` });
      if (close.now > highestBefore(high, enter)) return buy({ reason: `new high of ${enter} bars` });
      return hold();
    },
    sizing: ({ riskPct, multiple, rangeBars }) => atrRisk({ riskPct, multiple, lookbackBars: rangeBars }),
    risk: ({ multiple, rangeBars }) => [atrStop({ multiple, lookbackBars: rangeBars })],
  }),
);
