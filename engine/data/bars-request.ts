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

/** Which bars: one symbol at one timeframe; `from` inclusive, `to` exclusive, by the bar's open, UTC ms. */
export const barsRequest = z.object({
  symbol: symbolText,
  timeframe: z.enum(TIMEFRAMES),
  from: time.optional(),
  to: time.optional(),
});
export type BarsRequest = z.infer<typeof barsRequest>;
