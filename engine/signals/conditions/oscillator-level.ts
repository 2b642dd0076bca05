import { z } from "zod";
import { defineCondition } from "../condition.ts";

const indicator = z.string().min(1).max(100).describe("name of the series, such as an RSI");

/** An oscillator is below a level. */
export const oversold = defineCondition({
  kind: "oversold",
  title: "Oversold",
  description: "An oscillator is below a level.",
  params: z.object({
    indicator,
    threshold: z.number().default(30).describe("level in the oscillator's units"),
  }),
  test: (series, { indicator, threshold }) => series(indicator).now < threshold,
});

/** An oscillator is above a level. */
export const overbought = defineCondition({
  kind: "overbought",
  title: "Overbought",
  description: "An oscillator is above a level.",
  params: z.object({
    indicator,
    threshold: z.number().default(70).describe("level in the oscillator's units"),
  }),
  test: (series, { indicator, threshold }) => series(indicator).now > threshold,
});
