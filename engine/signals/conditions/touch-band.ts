import { z } from "zod";
import { defineCondition } from "../condition.ts";

const params = z.object({
  indicator: z.string().min(1).max(100).describe("name of an indicator with the outputs upper and lower"),
  price: z
    .enum(["extreme", "close"])
    .default("extreme")
    .describe("what must reach the band: the bar's low (or high), or its close"),
});

/** The bar's low (or close) is at or below the lower band. */
export const touchLowerBand = defineCondition({
  kind: "touch-lower-band",
  title: "Touches the lower band",
  description: "The price has come down to the lower band of an indicator.",
  params,
  test: (series, { indicator, price }) =>
    series(price === "close" ? "close" : "low").now <= series(`${indicator}.lower`).now,
});

/** The bar's high (or close) is at or above the upper band. */
export const touchUpperBand = defineCondition({
  kind: "touch-upper-band",
  title: "Touches the upper band",
  description: "The price has come up to the upper band of an indicator.",
  params,
  test: (series, { indicator, price }) =>
    series(price === "close" ? "close" : "high").now >= series(`${indicator}.upper`).now,
});
