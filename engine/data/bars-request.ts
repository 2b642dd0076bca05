import { z } from "zod";
import { TIMEFRAMES } from "../market/bars.ts";

/** A symbol as every edge accepts it; nothing in it needs escaping in SQL, URLs or files. */
export const symbolText = z
  .string()
  .regex(/^[A-Za-z0-9._^=-]{1,40}$/, "use 1 to 40 of A-Z a-z 0-9 . _ ^ = -")
  .describe("symbol of an instrument");

/** The last moment a JavaScript Date can hold, UTC ms. */
const MAX_TIME = 8.64e15;
const time = z.number().min(-MAX_TIME).max(MAX_TIME);

/** What is taken out of raw prices: nothing, splits, or splits and dividends. */
export const ADJUSTMENTS = ["raw", "splits", "total-return"] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

/** Which bars: one symbol at one timeframe; `from` inclusive, `to` exclusive, by the bar's open, UTC ms. */
export const barsRequest = z.object({
  symbol: symbolText,
  timeframe: z.enum(TIMEFRAMES),
  from: time.optional(),
  to: time.optional(),
  adjust: z.enum(ADJUSTMENTS).optional().describe("splits where absent"),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "use the 64 hexadecimal digits of a data version")
    .optional()
    .describe("raw data hash of an older version to read; the newest where absent"),
});
export type BarsRequest = z.infer<typeof barsRequest>;
