import { buy, exit, type Signal } from "../signals/signal.ts";
import { fixedFraction } from "../sizing/fixed-fraction.ts";
import { flag, int } from "../strategy.ts";
import { defineUniverseStrategy, rankBy } from "../universe-strategy.ts";
import { builtIn } from "./built-in.ts";

/** Holds the strongest symbols of a universe, looked at anew every few bars. @see Jegadeesh and Titman (1993), Returns to buying winners */
export const rankRotation = builtIn(
  "rank-rotation",
  "Cross-sectional rank rotation",
  defineUniverseStrategy({
    name: "rank_rotation",
    version: "1.0.0",
    description:
      "Ranks all symbols by past return, the last bars left out, and holds the highest in equal parts.",
    params: {
      count: int(5, { min: 1, max: 100, description: "symbols to hold" }),
      lookback: int(126, { min: 5, max: 504, description: "bars over which the return is taken" }),
      skip: int(5, { min: 0, max: 60, description: "last bars that are left out of it" }),
      every: int(21, { min: 1, max: 252, description: "bars from one look to the next" }),
      rebalance: flag(false).describe("whether what stays is brought back to its part at each look"),
    },
    decide: ({ members, params: { count, lookback, skip, every, rebalance } }) => {
      const due = members.filter(({ bar }) => bar >= lookback && bar % every === 0);
      const growing = rankBy(due, ({ close }) => close.ago(skip) / close.ago(lookback) - 1);
      const best = new Set(growing.slice(0, count).map(({ symbol }) => symbol));
      const signals = due.map(({ symbol }): [string, Signal] =>
        best.has(symbol)
          ? [symbol, buy({ reason: `among the best ${count}`, rebalance })]
          : [symbol, exit({ reason: "fell out of the best" })],
      );
      return Object.fromEntries(signals);
    },
    sizing: ({ count }) => fixedFraction({ fraction: 1 / count }),
  }),
);
