import { z } from "zod";
import type { SignalGenerator } from "./generator.ts";
import { buy, exit, hold, sell, type Action } from "./signal.ts";
import { defineVote, reasonsFor, type Vote } from "./vote.ts";

/** Block form of {@link combined}. */
export const combinedBlock = defineVote({
  kind: "combined",
  title: "Combined",
  description: "Asks several generators: enters where all (or any) of them do, leaves where any does.",
  params: z.object({
    logic: z.enum(["all", "any"]).default("all").describe("how many must ask for an entry"),
  }),
  decide: (votes, { logic }) => {
    const said = (action: Action): number => votes.filter(({ signal }) => signal.action === action).length;
    if (said("exit") > 0) return exit({ reason: reasonsFor(votes, "exit") });
    const wanted = logic === "any" ? 1 : votes.length;
    const [buys, sells] = [said("buy"), said("sell")];
    // Contradiction is no opinion.
    if (buys > 0 && sells > 0) return hold();
    const details = { strength: strongest(votes) };
    if (buys >= wanted) return buy({ ...details, reason: reasonsFor(votes, "buy") });
    return sells >= wanted ? sell({ ...details, reason: reasonsFor(votes, "sell") }) : hold();
  },
});

function strongest(votes: readonly Vote[]): number {
  const entries = votes.filter(({ signal }) => signal.action === "buy" || signal.action === "sell");
  return Math.max(0, ...entries.map(({ signal }) => signal.strength));
}

/**
 * Asks several generators at every close. An exit from any is an exit; an entry needs all of them, or any; one that buys against one that
 * sells is a hold.
 * @example backtest(defineStrategy({ name: "either", version: "1.0.0", indicators: () => ({ fast: ema({ lengthBars: 10 }), slow: ema({ lengthBars: 40
 *   }) }), signal: combined("any", crossover("fast", "slow"), breakout(55)) }), { bars: prices })
 */
export function combined(logic: "all" | "any", ...generators: readonly SignalGenerator[]): SignalGenerator {
  return combinedBlock.make(
    generators.map((generator) => ({ weight: 1, generator })),
    { logic },
  );
}
