import { z } from "zod";
import { defineCondition } from "../condition.ts";

/** The bar's volume is a multiple of the mean of the bars before it; false where a volume is missing. */
export const busyVolume = defineCondition({
  kind: "busy-volume",
  title: "Busy volume",
  description: "The bar's volume is a multiple of its recent mean.",
  params: z.object({
    ratio: z.number().positive().max(1000).default(1.5).describe("multiple of the mean"),
    lengthBars: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(20)
      .describe("bars before this one that make the mean"),
  }),
  test: (series, { ratio, lengthBars }) => {
    const volume = series("volume");
    let sum = 0;
    for (let back = 1; back <= lengthBars; back++) sum += volume.ago(back);
    return volume.now >= (ratio * sum) / lengthBars;
  },
});
