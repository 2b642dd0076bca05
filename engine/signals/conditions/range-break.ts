import { z } from "zod";
import { defineCondition } from "../condition.ts";
import { highestBefore, lowestBefore } from "../past-range.ts";

const params = z.object({
  lengthBars: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(20)
    .describe("bars before this one that make the range"),
});

/** The close is above every high of the bars before it. */
export const breaksHigh = defineCondition({
  kind: "breaks-high",
  title: "Breaks the high",
  description: "The close is above every high of the bars before.",
  params,
  test: (series, { lengthBars }) => series("close").now > highestBefore(series("high"), lengthBars),
});

/** The close is below every low of the bars before it. */
export const breaksLow = defineCondition({
  kind: "breaks-low",
  title: "Breaks the low",
  description: "The close is below every low of the bars before.",
  params,
  test: (series, { lengthBars }) => series("close").now < lowestBefore(series("low"), lengthBars),
});
