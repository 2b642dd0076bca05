import { mean, sampleDeviation } from "../series/moments.ts";
import { buy, exit, sell, type Signal } from "../signals/signal.ts";
import { fixedFraction } from "../sizing/fixed-fraction.ts";
import { int, num } from "../strategy.ts";
import { defineUniverseStrategy } from "../universe-strategy.ts";
import { builtIn } from "./built-in.ts";

/** Two symbols that belong together: the dear one is sold, the cheap one bought, until they meet. @see Gatev, Goetzmann and Rouwenhorst (2006), Pairs trading */
export const pairs = builtIn(
  "pairs",
  "Pairs (z-score)",
  defineUniverseStrategy({
    name: "pairs",
    version: "1.0.0",
    description:
      "On the first two symbols: trades the log price ratio back to its mean when its z-score is far out.",
    params: {
      lookback: int(60, { min: 10, max: 500, description: "bars that make the mean and the deviation" }),
      enter: num(2, { min: 0.5, max: 5, step: 0.1, description: "z-score at which to go in" }),
      leave: num(0.5, { min: 0, max: 3, step: 0.1, description: "z-score at which to get out" }),
    },
    decide: ({ members, params: { lookback, enter, leave } }) => {
      const [first, second] = members;
      if (!first || !second || members.length !== 2 || first.bar < lookback || second.bar < lookback)
        return {};
      const score = ratioScore(first.close.window(lookback), second.close.window(lookback));
      const both = (one: Signal, other: Signal): Readonly<Record<string, Signal>> => ({
        [first.symbol]: one,
        [second.symbol]: other,
      });
      const said = { reason: `ratio at ${score.toFixed(2)} deviations` };
      if (Math.abs(score) <= leave) return both(exit(said), exit(said));
      if (score >= enter) return both(sell(said), buy(said));
      return score <= -enter ? both(buy(said), sell(said)) : {};
    },
    sizing: fixedFraction({ fraction: 0.4 }),
    execution: { shorts: true },
  }),
);

/** How far the last log ratio of two columns is from their mean, in standard deviations; NaN where they move together exactly. */
function ratioScore(a: Float64Array, b: Float64Array): number {
  const ratio = a.map((price, bar) => Math.log(price / (b[bar] as number)));
  const spread = sampleDeviation(ratio);
  return spread > 0 ? ((ratio[ratio.length - 1] as number) - mean(ratio)) / spread : NaN;
}
