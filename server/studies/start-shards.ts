import type { PoolClient } from "pg";
import { nextPlace } from "#server/jobs/fair-line.ts";
import type { Queue } from "#server/jobs/open-queue.ts";

const PENDING = "SELECT number FROM trials WHERE study_id = $1 AND status = 'pending' ORDER BY number";
const MOST = 50;
/** Runs of one shard, symbols and folds counted: about two seconds of work. */
const RUNS = 2_000;

/** Which trials go together. */
export interface ShardPlan {
  readonly id: string;
  readonly owner: string;
  readonly wave: number;
  /** Backtests per trial. */
  readonly runs: number;
}

/** Queues every trial of a study that has not ended, in shards, within the caller's transaction. @returns The number of shards. */
export async function startShards(client: PoolClient, queue: Queue, plan: ShardPlan): Promise<number> {
  const { rows } = await client.query<{ number: number }>(PENDING, [plan.id]);
  const numbers = rows.map(({ number }) => number);
  const size = Math.max(1, Math.min(MOST, Math.floor(RUNS / plan.runs)));
  const place = await nextPlace(client, plan.owner);
  const orders = Array.from({ length: Math.ceil(numbers.length / size) }, (_, at) => ({
    ...{ study: plan.id, wave: plan.wave, owner: plan.owner, priority: place - at },
    from: numbers[at * size] ?? 0,
    to: (numbers[Math.min(numbers.length, (at + 1) * size) - 1] ?? 0) + 1,
  }));
  if (orders.length > 0) await queue.add(client, orders);
  return orders.length;
}
