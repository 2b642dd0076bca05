import { z } from "zod";
import { crossesAbove, crossesBelow } from "../cross.ts";
import { defineCondition } from "../condition.ts";
import type { SeriesLookup } from "../generator.ts";
import type { Series } from "../series.ts";

const params = z.object({
  series: z.string().min(1).max(100).describe("name of the series"),
  than: z.union([z.number(), z.string().min(1).max(100)]).describe("a level, or the name of another series"),
});
const crossing = params.extend({
  rule: z
    .enum(["inclusive", "strict"])
    .default("inclusive")
    .describe("whether touching counts as the other side"),
});

function other(series: SeriesLookup, than: number | string): Series | number {
  return typeof than === "number" ? than : series(than);
}

function level(series: SeriesLookup, than: number | string): number {
  return typeof than === "number" ? than : series(than).now;
}

/** A series is above a level or another series. */
export const above = defineCondition({
  kind: "above",
  title: "Above",
  description: "A series is above a level or another series.",
  params,
  test: (series, { series: name, than }) => series(name).now > level(series, than),
});

/** A series is below a level or another series. */
export const below = defineCondition({
  kind: "below",
  title: "Below",
  description: "A series is below a level or another series.",
  params,
  test: (series, { series: name, than }) => series(name).now < level(series, than),
});

/** A series has just crossed above a level or another series. */
export const crossUp = defineCondition({
  kind: "cross-up",
  title: "Crosses above",
  description: "A series has just crossed above a level or another series.",
  params: crossing,
  test: (series, { series: name, than, rule }) => crossesAbove(series(name), other(series, than), rule),
});

/** A series has just crossed below a level or another series. */
export const crossDown = defineCondition({
  kind: "cross-down",
  title: "Crosses below",
  description: "A series has just crossed below a level or another series.",
  params: crossing,
  test: (series, { series: name, than, rule }) => crossesBelow(series(name), other(series, than), rule),
});
