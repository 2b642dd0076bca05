import { hostname } from "node:os";
import type { BarStore } from "#server/db.ts";
import { coordinateStudy } from "#server/studies/coordinate-study.ts";
import { queueMarkets } from "#server/studies/queue-markets.ts";
import { queueRepeats } from "#server/studies/queue-repeats.ts";
import type { Queue } from "./open-queue.ts";
import type { StopWatch } from "./stop-watch.ts";
import { openStudyLocks, type StudyLocks } from "./study-locks.ts";
import type { WorkerLog } from "./study-worker.ts";

/** What coordinating takes. */
export interface Coordinators {
  readonly db: BarStore;
  readonly url: string;
  readonly queue: Queue;
  readonly watch: StopWatch;
  readonly id: string;
  readonly slots: number;
  readonly log: WorkerLog;
  readonly signal: AbortSignal;
}

/** Studies that one worker coordinates at once; what they have others do is not bounded by it. */
const MOST = 16;
const LOOK_MS = 1_000;
const SEEN = `INSERT INTO study_workers (id, host, slots, rss_bytes, heap_bytes) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp(), rss_bytes = excluded.rss_bytes, heap_bytes = excluded.heap_bytes`;
const FORGET = `DELETE FROM study_workers WHERE seen_at < clock_timestamp() - interval '1 minute'`;
/** Owners take turns here, too: the first of each, then the second of each; of each owner the urgent ones before the others. */
const OPEN = `SELECT id FROM studies WHERE status IN ('queued', 'running') AND id <> ALL($1::uuid[])
  ORDER BY row_number() OVER (PARTITION BY owner
    ORDER BY request->>'priority' = 'high' DESC NULLS LAST, created_at, id), created_at, id LIMIT 64`;

/** Takes studies that nobody coordinates, and coordinates them, until it is asked to stop. */
export async function coordinateStudies(parts: Coordinators): Promise<void> {
  const { signal, log, watch } = parts;
  while (!signal.aborted) {
    try {
      const locks = await openStudyLocks(parts.url);
      await coordinateUnder(parts, locks).finally(() => locks.close().catch(() => undefined));
    } catch (error) {
      // The database may be away for a moment; nothing is lost, the next look finds what is left.
      log.error({ error: wordsOf(error) }, "worker could not look for studies");
      await watch.woken(LOOK_MS);
    }
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function coordinateUnder(parts: Coordinators, locks: StudyLocks): Promise<void> {
  const { db, queue, watch, log } = parts;
  const signal = AbortSignal.any([parts.signal, locks.lost]);
  const mine = new Map<string, Promise<void>>();
  let ended: () => void = () => undefined;
  const start = (id: string): void => {
    const work = coordinateStudy({ ...parts, signal }, id)
      .catch((error: unknown) => log.error({ study: id, error: wordsOf(error) }, "study was left"))
      .then(() => locks.release(id))
      .catch(() => undefined)
      .then(() => {
        mine.delete(id);
        ended();
      });
    mine.set(id, work);
  };
  let seen = -Infinity;
  try {
    while (!signal.aborted) {
      if (performance.now() - seen >= LOOK_MS) {
        seen = performance.now();
        await giveSign(parts);
      }
      await queueMarkets(db, queue);
      await queueRepeats(db, queue);
      const again = new Promise<void>((settle) => (ended = settle));
      if (mine.size < MOST) for (const id of await freeStudies(db, locks, [...mine.keys()])) start(id);
      await Promise.race([watch.woken(LOOK_MS), again]);
    }
  } finally {
    await Promise.all(mine.values());
  }
}

/** Says that this worker lives, and forgets those that have not said so for long. */
async function giveSign({ db, id, slots }: Coordinators): Promise<void> {
  const { rss, heapUsed } = process.memoryUsage();
  await db.pool.query(SEEN, [id, hostname(), slots, rss, heapUsed]);
  await db.pool.query(FORGET);
}

/** Studies whose locks have been taken, so many that there is room for. */
async function freeStudies(db: BarStore, locks: StudyLocks, mine: readonly string[]): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(OPEN, [mine]);
  const taken: string[] = [];
  for (const { id } of rows) {
    if (mine.length + taken.length >= MOST) break;
    if (await locks.take(id)) taken.push(id);
  }
  return taken;
}
