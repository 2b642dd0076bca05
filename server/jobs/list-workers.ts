import { z } from "zod";
import type { BarStore } from "#server/db.ts";

/** A worker that gave a sign of life within a quarter of a minute. */
const workerRow = z.object({
  /** Begin of its id, enough to tell those of one machine apart. */
  id: z.string(),
  host: z.string(),
  slots: z.number().describe("runs at the same time"),
  rssBytes: z.number().describe("memory of its process; its slots' jails have their own"),
  heapBytes: z.number(),
  hours: z.number().describe("since it was started"),
});
/** A worker as health and figures tell of it. */
export type WorkerInfo = z.infer<typeof workerRow>;

const MAX_WORKERS = 200;
const LIST = `SELECT left(id::text, 8) AS id, host, slots, rss_bytes AS "rssBytes", heap_bytes AS "heapBytes",
  (extract(epoch FROM clock_timestamp() - started_at) / 3600)::float8 AS hours
  FROM study_workers WHERE seen_at > clock_timestamp() - interval '15 seconds' ORDER BY host, started_at, id LIMIT ${MAX_WORKERS}`;

/** Lists the workers of this database that are alive, by machine. */
export async function listWorkers({ pool }: Pick<BarStore, "pool">): Promise<WorkerInfo[]> {
  return z.array(workerRow).parse((await pool.query(LIST)).rows);
}
