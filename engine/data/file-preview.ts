import { z } from "zod";
import { CALENDAR_IDS, TIMEFRAMES } from "../market/bars.ts";

/** Bars that a preview shows of each end of a file. */
export const EDGE_BARS = 3;
/** Rows that would be put aside, of which a preview says why. */
export const MAX_REASONS = 20;

const previewBar = z.object({
  openTime: z.number().describe("UTC ms"),
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number().nullable().describe("null where the file has none"),
});

/** What an import of a file would store. */
export const filePreview = z.object({
  timeframe: z.enum(TIMEFRAMES),
  calendar: z.enum(CALENDAR_IDS).describe("the market whose sessions the times are"),
  bars: z.number().int(),
  first: z.array(previewBar).max(EDGE_BARS),
  last: z.array(previewBar).max(EDGE_BARS).describe("none where the first are all"),
  held: z.number().int().describe("rows that would be put aside"),
  reasons: z
    .array(z.object({ row: z.number().int(), reason: z.string() }))
    .max(MAX_REASONS)
    .describe("the first of them; rows count from 1 without a header"),
  remarks: z.array(z.string()).describe("how the file was read where it could have been read otherwise"),
  score: z.number().min(0).max(1).describe("quality of the bars, 1 without a finding"),
  findings: z.array(z.string()),
});
/** {@link filePreview} as read. */
export type FilePreview = z.infer<typeof filePreview>;
