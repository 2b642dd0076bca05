import { z } from "zod";
import { symbolText } from "#engine/data/bars-request.ts";
import { TIMEFRAMES } from "#engine/market/bars.ts";

/** The most symbols of one sync. */
export const MAX_SYMBOLS = 10_000;
const time = z.number().int().min(0).max(8.64e15);

/** What a sync is for: going on from where the last one ended, fetching a stretch again whatever is there, or filling its gaps. */
export const SYNC_KINDS = ["sync", "repair", "fill"] as const;

/** How a sync stands; "cancelling" is asked to stop and has not yet. */
export const SYNC_STATUSES = ["queued", "running", "cancelling", "completed", "failed", "cancelled"] as const;

/** Which bars to fetch. */
export const startSyncInput = z.strictObject({
  provider: z.string().min(1).max(40).describe("name of a provider that has a key"),
  symbols: z.array(symbolText).min(1).max(MAX_SYMBOLS).optional().describe("these, or those of the universe"),
  universe: z.string().min(1).max(200).optional().describe("name of a universe: its members of now"),
  timeframe: z.enum(TIMEFRAMES).default("1d"),
  from: time.optional().describe("UTC ms; four years before `to` where absent"),
  to: time.optional().describe("UTC ms, exclusive; now where absent"),
  kind: z.enum(SYNC_KINDS).default("sync"),
});
/** {@link startSyncInput} as a caller gives it, defaults left out. */
export type StartSyncInput = z.input<typeof startSyncInput>;

/** Which sync. */
export const syncId = z.strictObject({ id: z.uuid() });

/** A sync as it is stored. */
export const syncJob = z.object({
  id: z.uuid(),
  provider: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  kind: z.enum(SYNC_KINDS),
  status: z.enum(SYNC_STATUSES),
  from: z.number(),
  to: z.number(),
  error: z.string().nullable(),
});
export type SyncJob = z.infer<typeof syncJob>;
