import { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { seriesInput } from "./get-series-quality.ts";

/** A person's word that a series is good enough in spite of its findings. */
export const acceptSeriesInput = seriesInput.extend({
  reason: z.string().trim().min(1).max(500).describe("why; it enters the manifests of runs on the series"),
});

const ACCEPT = `INSERT INTO data_overrides (symbol, timeframe, kind, reason, score)
  SELECT $1, $2, 'accepted', $3, (SELECT score FROM data_versions WHERE symbol = $1 AND timeframe = $2 AND forgotten_at IS NULL ORDER BY id DESC LIMIT 1)`;

/**
 * Records an override of what the checks say about a series; it is never taken back, only added to. It holds for the score that the series has now:
 * when later data are worse, it is asked for anew.
 */
export async function acceptSeries(db: BarStore, input: z.infer<typeof acceptSeriesInput>): Promise<void> {
  const { symbol, timeframe, reason } = acceptSeriesInput.parse(input);
  await db.pool.query(ACCEPT, [symbol, timeframe, reason]);
}
