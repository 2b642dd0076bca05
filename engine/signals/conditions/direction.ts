import { z } from "zod";
import { defineCondition } from "../condition.ts";

const params = z.object({
  series: z.string().min(1).max(100).describe("name of the series"),
  bars: z.number().int().min(1).max(10_000).default(1).describe("bars back to compare with"),
});

/** A series is higher than some bars ago. */
export const rising = defineCondition({
  kind: "rising",
  title: "Rising",
  description: "A series is higher than it was some bars ago.",
  params,
  test: (series, { series: name, bars }) => series(name).now > series(name).ago(bars),
});

/** A series is lower than some bars ago. */
export const falling = defineCondition({
  kind: "falling",
  title: "Falling",
  description: "A series is lower than it was some bars ago.",
  params,
  test: (series, { series: name, bars }) => series(name).now < series(name).ago(bars),
});
