import type { PoolClient } from "pg";
import { PgBoss } from "pg-boss";
import { installOwnerLimit, limitedUrl } from "./owner-limit.ts";

/** The queue of shards. */
export const SHARDS = "study-shards";
/** The queue of those that were given up. */
export const DEAD_SHARDS = "study-dead";

/** A trial within its study. */
export interface TrialPlace {
  /** Of a walk forward; 0 where there is none. */
  readonly window: number;
  readonly number: number;
}

/**
 * Some runs of a study, by their keys; or its whole search on one permuted market, or one trial of it once more: these have no runs of their own.
 */
export interface ShardJob {
  readonly study: string;
  readonly wave: number;
  readonly keys: readonly string[];
  /** Number of the market. */
  readonly market?: number;
  readonly repeat?: TrialPlace;
}

/** A shard that is to be queued, with whose it is and its place in the line. */
export interface ShardOrder extends ShardJob {
  readonly owner: string;
  readonly priority: number;
}

/** Attempts after the first, a second apart and then twice as long each time. */
const RETRIES = 3;
/** A worker that has said nothing for so long is gone; its job is another's. */
const HEARTBEAT_SECONDS = 10;
const LONGEST_SECONDS = 6 * 3_600;

/** The queue, running: pg-boss over the study's own database, in a schema of its own. */
export interface Queue {
  readonly boss: PgBoss;
  /** Queues shards within the transaction of a client: with it, or not at all. */
  add(client: PoolClient, orders: readonly ShardOrder[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the queue and makes it where it is not there yet.
 *
 * @param told Hears of trouble that passes: a database that was away, a slow look.
 * @param ownerSlots Most shards of one owner under way at once, on all workers together; no limit where absent.
 */
export async function openQueue(
  url: string,
  told: (words: string) => void,
  ownerSlots?: number,
): Promise<Queue> {
  const connectionString = ownerSlots === undefined ? url : limitedUrl(url, ownerSlots);
  const boss = new PgBoss({
    ...{ connectionString, max: 4, useListenNotify: true, schedule: false },
    // Its own defaults look once a minute: a dead worker's job would wait as long.
    ...{
      superviseIntervalSeconds: 1,
      monitorIntervalSeconds: 1,
      queueCacheIntervalSeconds: 1,
      flowIntervalSeconds: 1,
    },
  });
  boss.on("error", (error) => told(error.message));
  await boss.start();
  await boss.createQueue(DEAD_SHARDS, { retryLimit: 10, retryBackoff: true });
  await boss.createQueue(SHARDS, {
    ...{ retryLimit: RETRIES, retryDelay: 1, retryBackoff: true, retryDelayMax: 30, deadLetter: DEAD_SHARDS },
    ...{ heartbeatSeconds: HEARTBEAT_SECONDS, expireInSeconds: LONGEST_SECONDS, notify: true },
  });
  if (ownerSlots !== undefined) await installOwnerLimit(boss, SHARDS);
  return {
    boss,
    async add(client, orders) {
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
      const jobs = orders.map(({ owner, priority, ...data }) => ({ data, priority, group: { id: owner } }));
      await boss.insert(SHARDS, jobs, { db });
    },
    close: () => boss.stop({ graceful: false, close: true }),
  };
}
