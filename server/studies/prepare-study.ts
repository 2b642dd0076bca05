import type { PoolClient } from "pg";
import { canonicalJson, hashText } from "#engine/hash.ts";
import type { BarStore } from "#server/db.ts";
import type { Queue } from "#server/jobs/open-queue.ts";
import { engineBundle } from "#server/sandbox/engine-bundle.ts";
import { JAIL_LIMITS, JailFault, openJail } from "#server/sandbox/open-jail.ts";
import type { OpenedStrategy } from "#server/sandbox/trial-task.ts";
import { keepBundle } from "./code-bundles.ts";
import { chooseTrials } from "./choose-trials.ts";
import { taskWithoutBars } from "./open-task.ts";
import { endWhenDone } from "./record-trials.ts";
import { startShards } from "./start-shards.ts";
import { addStudyEvent } from "./study-events.ts";
import type { StudyRequest } from "./study-schemas.ts";
import { studyRequest } from "./study-schemas.ts";

const WAITING = "SELECT id FROM studies WHERE status = 'queued' ORDER BY created_at, id LIMIT 20";
/** A lock beside the row: preparing takes a moment, in which the study can be cancelled. */
const TAKE = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 7)) AS mine";
const READ = "SELECT id, owner, wave, request FROM studies WHERE id = $1 AND status = 'queued'";
const ADD_TRIALS = `INSERT INTO trials (study_id, number, params, params_hash, status, fold_values)
  SELECT $1::uuid, t.number, t.params, t.hash, 'pending', '{}' FROM unnest($2::int[], $3::jsonb[], $4::text[]) AS t(number, params, hash)
  ON CONFLICT DO NOTHING`;
const START = `UPDATE studies SET status = 'running', started_at = coalesce(started_at, clock_timestamp()), strategy_name = $2, code_hash = $3,
  engine_hash = $4, planned = $5 WHERE id = $1 AND status = 'queued'`;
const FAIL =
  "UPDATE studies SET status = 'failed', error = $2, completed_at = clock_timestamp() WHERE id = $1 AND status = 'queued'";

interface Waiting {
  readonly id: string;
  readonly owner: string;
  readonly wave: number;
  readonly request: unknown;
}

/**
 * Takes the oldest study that waits, runs its strategy's code once to see that it is one, and queues its trials: all of it in one transaction,
 * so that a worker that dies here leaves the study waiting.
 *
 * @returns False when none waits that nobody else prepares.
 */
export async function prepareStudy(db: BarStore, queue: Queue): Promise<boolean> {
  const { rows } = await db.pool.query<{ id: string }>(WAITING);
  for (const { id } of rows) if (await takeAndPrepare(db, queue, id)) return true;
  return false;
}

async function takeAndPrepare(db: BarStore, queue: Queue, id: string): Promise<boolean> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN");
    const { rows: locks } = await client.query<{ mine: boolean }>(TAKE, [id]);
    const { rows } = locks[0]?.mine ? await client.query<Waiting>(READ, [id]) : { rows: [] };
    const prepared = rows[0] !== undefined && (await prepare(db, client, queue, rows[0]));
    await client.query(prepared ? "COMMIT" : "ROLLBACK");
    return prepared;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** @returns False when it was cancelled meanwhile. */
async function prepare(
  db: BarStore,
  client: PoolClient,
  queue: Queue,
  { id, owner, wave, request: stored }: Waiting,
): Promise<boolean> {
  const request = studyRequest.parse(stored);
  const engine = await engineBundle();
  const opened = await openStrategy(db, request, engine.code);
  if ("error" in opened) {
    const { rowCount } = await client.query(FAIL, [id, opened.error]);
    await addStudyEvent(client, id, { type: "status", status: "failed", error: opened.error });
    return rowCount === 1;
  }
  const sets = chooseTrials(request);
  const texts = sets.map((set) => canonicalJson(set));
  await keepBundle(client, engine);
  await client.query(ADD_TRIALS, [id, sets.map((_, at) => at), texts, texts.map(hashText)]);
  const { rowCount } = await client.query(START, [
    id,
    opened.name,
    opened.codeHash,
    engine.hash,
    sets.length,
  ]);
  const runs = request.folds * (request.portfolio ? 1 : request.symbols.length);
  await startShards(client, queue, { id, owner, wave, runs });
  await addStudyEvent(client, id, { type: "status", status: "running", error: null });
  // Its last trials may have been recorded while it was paused.
  await endWhenDone(client, id);
  return rowCount === 1;
}

async function openStrategy(
  db: BarStore,
  request: StudyRequest,
  engine: string,
): Promise<OpenedStrategy | { readonly error: string }> {
  const jail = openJail({ ...JAIL_LIMITS, memoryMb: request.memoryMb });
  try {
    return await jail.open(engine, await taskWithoutBars(db, request));
  } catch (error) {
    if (error instanceof JailFault) return { error: error.message };
    throw error;
  } finally {
    jail.kill();
  }
}
