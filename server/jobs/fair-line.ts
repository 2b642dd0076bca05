import type { PoolClient } from "pg";
import { SHARDS } from "./open-queue.ts";

/** The places of the owner's first and last waiting shards, and the place that is served now; a place is a priority below 0. */
const LINE = `SELECT min(priority) FILTER (WHERE group_id = $2) AS last, max(priority) AS now,
    max(priority) FILTER (WHERE group_id = $2 AND state <> 'active') AS first
  FROM pgboss.job WHERE name = $1 AND state IN ('created', 'retry', 'active')`;
const MOVE = `UPDATE pgboss.job SET priority = priority - $3 WHERE name = $1 AND group_id = $2 AND state IN ('created', 'retry')`;

interface Line {
  readonly first: number | null;
  readonly last: number | null;
  readonly now: number | null;
}

/**
 * The priority of an owner's next shards, so that owners take turns, shard by shard, however much one of them has queued: each owner's
 * shards stand one place apart, and who comes anew begins at the place that is served now.
 *
 * @param ahead So many shards go before what the owner has waiting, which moves back by as many; behind it where absent.
 * @returns 0 or less; further shards stand one lower each.
 * @see Goyal, Vin, Cheng (1996), Start-time Fair Queuing.
 */
export async function nextPlace(client: PoolClient, owner: string, ahead = 0): Promise<number> {
  const { rows } = await client.query<Line>(LINE, [SHARDS, owner]);
  const { first = null, last = null, now = null } = rows[0] ?? {};
  if (ahead === 0 || first === null) return last === null ? (now ?? 0) : last - 1;
  await client.query(MOVE, [SHARDS, owner, ahead]);
  return first;
}
