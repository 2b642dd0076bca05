import { permutedBars, permutedScore } from "#engine/experiments/study/permuted-study.ts";
import { EngineError } from "#engine/errors.ts";
import type { BarStore } from "#server/db.ts";
import type { ShardJob } from "#server/jobs/open-queue.ts";
import { engineBundle } from "#server/sandbox/engine-bundle.ts";
import { JailFault } from "#server/sandbox/open-jail.ts";
import { runOptionsWith } from "#server/sandbox/run-options.ts";
import { evaluateIn } from "./evaluate-in-jail.ts";
import { readTask } from "./open-task.ts";
import { failMarket, recordMarket } from "./permuted-markets.ts";
import { jailFor, type Slot } from "./run-shard.ts";
import { studyRequest } from "./study-schemas.ts";

/** Nothing where the study was begun anew, or its markets are no longer asked for. */
const READ = `SELECT s.request, s.engine_hash AS "engineHash", (s.result->>'heldOutFrom')::float8 AS until FROM studies s
  JOIN study_markets m ON m.study_id = s.id AND m.number = $2 AND m.status = 'queued' WHERE s.id = $1 AND s.status = 'completed' AND s.wave = $3`;

/** Trials that are handed to the jail together where none depends on another. */
const WIDTH = 50;

interface Row {
  readonly request: unknown;
  readonly engineHash: string;
  readonly until: number | null;
}

/**
 * Runs a finished study's whole search on one of its permuted markets, every trial in the slot's jail, and records what it came to. A strategy that
 * has to be ended by force fails the market with the reason.
 *
 * @throws what the database throws: the queue then tries the market again.
 */
export async function runMarket(db: BarStore, slot: Slot, job: ShardJob, signal: AbortSignal): Promise<void> {
  const { study, market = 0, wave } = job;
  const { rows } = await db.pool.query<Row>(READ, [study, market, wave]);
  if (!rows[0]) return;
  const stop = (): void => slot.jail?.kill();
  signal.addEventListener("abort", stop);
  try {
    const score = await searchMarket(db, slot, { ...rows[0], market, signal });
    await recordMarket(db, job, score, slot.worker);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof JailFault || error instanceof EngineError)) throw error;
    await failMarket(db, job, error.message, slot.worker);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function searchMarket(
  db: BarStore,
  slot: Slot,
  {
    request: stored,
    engineHash,
    until,
    market,
    signal,
  }: Row & { readonly market: number; readonly signal: AbortSignal },
): Promise<number> {
  const engine = await engineBundle();
  if (engine.hash !== engineHash)
    throw new EngineError("bad-param", "study was run by another version of the engine; run it again first");
  const request = studyRequest.parse(stored);
  const task = await readTask(db, request);
  const bars = permutedBars(task.bars, request.study, { until, number: market });
  signal.throwIfAborted();
  const jail = jailFor(slot, request);
  // What comes next finds other bars in place than its study's.
  slot.study = undefined;
  await jail.open(engine.code, { ...task, bars });
  return permutedScore({
    ...{ options: runOptionsWith(request.options, bars), study: request.study },
    ...{ evaluate: evaluateIn(jail), width: WIDTH, abort: signal },
  });
}
