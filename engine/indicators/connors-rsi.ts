import { z } from "zod";
import { percentRank } from "../series/percent-rank.ts";
import { ratesOfChange } from "../series/rates-of-change.ts";
import { relativeStrength } from "../series/relative-strength.ts";
import { streaks } from "../series/streaks.ts";
import { defineIndicator } from "./indicator.ts";
import { lengthBars } from "./length-bars.ts";

/**
 * Connors RSI: mean of a short RSI, the RSI of the streak of rises or falls, and the rank of the last return, 0 to 100.
 *
 * NaN until all three have values: the longest of `lengthBars`, `streakBars` and `rankBars + 1` bars. A NaN gives NaN while in reach. Uses no later bar.
 * O(bars times rankBars).
 *
 * @see Connors, Alvarez (2012), An Introduction to ConnorsRSI; Pine's built-in CRSI.
 */
export const connorsRsi = defineIndicator({
  kind: "connors-rsi",
  title: "Connors RSI",
  description: "Short RSI, streak and rank of the last return in one number.",
  params: z.object({
    lengthBars: lengthBars(3, "smoothing of the RSI", { min: 2 }),
    streakBars: lengthBars(2, "smoothing of the streak's RSI", { min: 2 }),
    rankBars: lengthBars(100, "returns to rank among", { max: 5000 }),
  }),
  outputs: ["value"],
  input: "column",
  warmupBars: ({ lengthBars, streakBars, rankBars }) => Math.max(lengthBars, streakBars, rankBars + 1),
  compute: (values, { lengthBars, streakBars, rankBars }) => {
    const strength = relativeStrength(values, lengthBars);
    const streak = relativeStrength(streaks(values), streakBars);
    const rank = percentRank(ratesOfChange(values, 1), rankBars);
    for (let bar = 0; bar < rank.length; bar++)
      rank[bar] = ((strength[bar] as number) + (streak[bar] as number) + (rank[bar] as number)) / 3;
    return rank;
  },
});
