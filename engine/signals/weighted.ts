import { z } from "zod";
import type { SignalGenerator } from "./generator.ts";
import { buy, exit, hold, sell } from "./signal.ts";
import { defineVote, reasonsFor, type Voter } from "./vote.ts";

/** Block form of {@link weighted}. */
export const weightedBlock = defineVote({
  kind: "weighted",
  title: "Weighted",
  description: "Adds up what several generators say, and acts where the sum is far enough from 0.",
  params: z.object({
    threshold: z.number().positive().max(1).default(0.5).describe("share of all weights that must agree"),
    shorts: z.boolean().default(false).describe("whether agreement on selling opens a short"),
  }),
  decide: (votes, { threshold, shorts }) => {
    let total = 0;
    let score = 0;
    let leaving = 0;
    for (const { weight, signal } of votes) {
      total += weight;
      if (signal.action === "buy") score += weight * signal.strength;
      if (signal.action === "sell") score -= weight * signal.strength;
      if (signal.action === "exit") leaving += weight;
    }
    const enough = (threshold as number) * total;
    if (leaving >= enough) return exit({ reason: reasonsFor(votes, "exit") });
    if (score >= enough) return buy({ strength: score / total, reason: reasonsFor(votes, "buy") });
    if (shorts === true && -score >= enough)
      return sell({ strength: -score / total, reason: reasonsFor(votes, "sell") });
    return hold();
  },
});

/**
 * Weighs generators' opinions at every close: buys count for, sells against, each by its weight and strength; acts where the sum reaches a share of
 * all weights, and exits where exits do. The strength of an entry is the share that agreed.
 * @example backtest(defineStrategy({ name: "votes", version: "1.0.0", indicators: () => ({ fast: ema({ lengthBars: 10 }), slow: ema({ lengthBars: 40 })
 *   }), signal: weighted([{ generator: crossover("fast", "slow"), weight: 2 }, { generator: breakout(20), weight: 1 }], { threshold: 0.3 }) }),
 *   { bars: prices })
 */
export function weighted(
  voters: readonly Voter[],
  options: { readonly threshold?: number; readonly shorts?: boolean } = {},
): SignalGenerator {
  return weightedBlock.make(voters, options);
}
