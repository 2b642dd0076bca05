import { z } from "zod";
import { defineCondition } from "../condition.ts";
import type { SeriesLookup } from "../generator.ts";

const params = z.object({
  indicator: z.string().min(1).max(100).describe("name of a trend line, such as a moving average"),
  method: z
    .enum(["price_above", "price_below", "slope"])
    .default("price_above")
    .describe(
      "whether the close's side of the line decides (price_above, price_below), or the line's own direction",
    ),
  slopeBars: z.number().int().min(1).max(1000).default(1).describe("bars over which the slope is taken"),
});

/** The close is above a trend line, or the line rises. */
export const trendUp = defineCondition({
  kind: "trend-up",
  title: "Trend is up",
  description: "The close is above a trend line, or the line itself rises.",
  params,
  test: (series, given) => lean(series, given) > 0,
});

/** The close is below a trend line, or the line falls. */
export const trendDown = defineCondition({
  kind: "trend-down",
  title: "Trend is down",
  description: "The close is below a trend line, or the line itself falls.",
  params,
  test: (series, given) => lean(series, given) < 0,
});

function lean(series: SeriesLookup, { indicator, method, slopeBars }: z.output<typeof params>): number {
  const line = series(indicator);
  return method === "slope" ? line.now - line.ago(slopeBars) : series("close").now - line.now;
}
