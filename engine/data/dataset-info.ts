import { z } from "zod";
import { TIMEFRAMES } from "../market/bars.ts";

/** A loaded series, as lists show it and cells see it through `datasets()`. */
export const datasetInfo = z.object({
  symbol: z.string().max(40),
  name: z.string().max(200),
  timeframe: z.enum(TIMEFRAMES),
  bars: z.number().int(),
  from: z.number().describe("UTC ms, first bar's open"),
  to: z.number().describe("UTC ms, last bar's close"),
  source: z.string().max(200),
  synthetic: z.boolean(),
  sector: z.string().max(100).optional(),
  score: z.number().optional().describe("quality of the newest load: 1 without a finding, 0 useless"),
  acceptedScore: z.number().optional().describe("lowest score that a person has accepted"),
  overrides: z.array(z.string().max(600)).optional().describe("what people decided against the checks"),
});
export type DatasetInfo = z.infer<typeof datasetInfo>;
