import type { PoolClient } from "pg";
import { SHARDS } from "./open-queue.ts";

/** The place of the owner's last waiting shard, and the place that is served now; a place is a priority below 0. */
const LINE = `SELECT min(priority) FILTER (WHERE group_id = $2) AS last, max(priority) AS now
  FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry', 'active')`;

/**
 * The priority of an owner's next shard, so that owners take turns, shard by shard, however much one of them has queued: each owner's
 * shards stand one place apart, and who comes anew begins at the place that is served now.
 *
 * @returns 0 or less; further shards stand one lower each.
 * @see Goyal, Vin, Cheng (1996), Start-time Fair Queuing.
 */
export async function nextPlace(client: PoolClient, owner: string): Promise<number> {
  const { rows } = await client.query<{ last: number | null; now: number | null }>(LINE, [SHARDS, owner]);
  const { last = null, now = null } = rows[0] ?? {};
  return last === null ? (now ?? 0) : last - 1;
}
