import { z } from "zod";
import { symbolText } from "#engine/data/bars-request.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";

/** What a file of bars holds; the file itself says only times and prices. */
export const importOptions = z.object({
  symbol: symbolText,
  timeframe: z.enum(TIMEFRAMES).optional().describe("follows from the times where absent"),
  name: z.string().min(1).max(200).optional().describe("the instrument's name"),
  sector: z.string().min(1).max(100).optional(),
  source: z.string().min(1).max(200).default("csv file").describe("where the prices come from"),
});
/** {@link importOptions} as a caller gives them, defaults left out. */
export type ImportOptions = z.input<typeof importOptions>;
