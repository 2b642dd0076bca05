import { z } from "zod";
import { DATE_ORDERS } from "#engine/data/date-order.ts";
import { symbolText } from "#engine/data/bars-request.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";

/** What a file of bars holds; the file itself says only times and prices. */
export const importOptions = z.object({
  symbol: symbolText,
  timeframe: z.enum(TIMEFRAMES).optional().describe("follows from the times where absent"),
  dates: z
    .enum(DATE_ORDERS, { error: "invalid dates; use mdy (month first) or dmy (day first)" })
    .optional()
    .describe("whether dates like 01/02/2024 begin with the month or the day; as a CSV shows where absent"),
  name: z.string().min(1).max(200).optional().describe("the instrument's name"),
  sector: z.string().min(1).max(100).optional(),
  source: z.string().min(1).max(200).default("csv file").describe("where the prices come from"),
});
/** {@link importOptions} as a caller gives them, defaults left out. */
export type ImportOptions = z.input<typeof importOptions>;
