import { setTimeout as delay } from "node:timers/promises";
import type { StudyInput } from "#engine/experiments/study/study-spec.ts";
import { installPortableMath } from "#engine/series/portable-math.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import type { Database } from "#server/db.ts";
import { studyWorker } from "#server/jobs/study-worker.ts";
import { importBars } from "#server/prices/import-bars.ts";
import type { CreateStudyInput } from "#server/studies/study-schemas.ts";

// A coordinator in this process comes to the bits of one in a process of its own.
installPortableMath();

/** Loads generated bars of a symbol: 1,008 days, about four years. */
export async function loadMarket(db: Database, symbol: string, seed: number): Promise<void> {
  const bars = syntheticMarket({ kind: "trending", symbol, seed, bars: 1_008 });
  await importBars(db, bars, { source: "synthetic", synthetic: true });
}

/** A search of 48 crossovers. */
const CROSSOVERS: StudyInput = {
  space: {
    parameters: {
      fast: { kind: "int", min: 4, max: 14, step: 2 },
      slow: { kind: "int", min: 20, max: 55, step: 5 },
    },
  },
  sampler: { kind: "grid" },
  trials: 48,
  leastTrades: 0,
};

/** A study of 48 crossovers on one symbol; `study` changes its search. */
export function crossovers(study: Partial<StudyInput> = {}): CreateStudyInput {
  return {
    name: "crossovers",
    strategy: { kind: "built-in", name: "ema-crossover" },
    symbols: ["ONE"],
    study: { ...CROSSOVERS, ...study },
  };
}

/** {@link crossovers} as they are. */
export const SMALL = crossovers();

/** A worker in this process; `stop` ends it and waits for its end. */
export function startWorker(
  db: Database,
  slots = 2,
  ownerSlots?: number,
): { stop(): Promise<void>; readonly troubles: string[] } {
  const end = new AbortController();
  const troubles: string[] = [];
  const log = {
    info: () => undefined,
    error: (fields: object, words: string) => void troubles.push(`${words} ${JSON.stringify(fields)}`),
  };
  const working = studyWorker({ db, url: db.url, slots, ownerSlots, log, signal: end.signal });
  return {
    troubles,
    stop() {
      end.abort();
      return working;
    },
  };
}

/** Looks until the condition holds. */
export async function until(holds: () => Promise<boolean>, ms = 30_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("waited in vain");
    await delay(20);
  }
}

/** How a study stands. */
export async function statusOf(db: Database, id: string): Promise<string> {
  const { rows } = await db.pool.query<{ status: string }>("SELECT status FROM studies WHERE id = $1", [id]);
  return rows[0]?.status ?? "none";
}

/** What the study's trials found, but for when, where and how fast. */
export async function findingsOf(db: Database, id: string): Promise<unknown[]> {
  const { rows } = await db.pool.query<Record<string, unknown>>(
    `SELECT walk_window, number, params, params_hash, status, objective, trades, metrics, folds, result_hash, error FROM trials
     WHERE study_id = $1 ORDER BY walk_window, number`,
    [id],
  );
  return rows;
}
