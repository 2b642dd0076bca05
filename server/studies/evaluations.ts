import type { PoolClient } from "pg";
import type { TrialOutcome, TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import type { BarStore } from "#server/db.ts";
import type { RunOutcome } from "#server/sandbox/trial-task.ts";
import { runsEnded, STUDY_CHANNEL } from "./study-events.ts";

/** A run that is to be done. */
export interface Evaluation {
  readonly key: string;
  readonly request: TrialRequest;
}

/** A run that was done. */
export interface DoneEvaluation {
  readonly key: string;
  readonly outcome: TrialOutcome;
  /** How long it took, ms; null where it is not known. */
  readonly durationMs: number | null;
}

/** Those of an earlier wave are queued again: the jobs that they had do nothing any more. */
const ADD = `INSERT INTO study_evaluations (study_id, key, wave, "values", from_time, to_time)
  SELECT $1::uuid, g.key, $2, g."values", g.from_time, g.to_time
  FROM unnest($3::text[], $4::jsonb[], $5::float8[], $6::float8[]) AS g(key, "values", from_time, to_time)
  ON CONFLICT (study_id, key) DO UPDATE SET wave = excluded.wave
    WHERE study_evaluations.status = 'waiting' AND study_evaluations.wave < excluded.wave RETURNING key`;
const FOUND = `SELECT key, score, trades, periods_per_year AS "periodsPerYear", metrics, returns, error,
    duration_ms AS "durationMs" FROM study_evaluations
  WHERE study_id = $1 AND status <> 'waiting'`;
const WAITING = `SELECT key, "values", from_time AS "from", to_time AS "to" FROM study_evaluations
  WHERE study_id = $1 AND status = 'waiting' AND key = ANY($2::text[])`;
const RECORD = `WITH recorded AS (UPDATE study_evaluations e SET status = g.status, score = g.score, trades = g.trades, periods_per_year = g.periods,
    metrics = g.metrics, returns = g.returns, error = g.error, duration_ms = g.ms, worker = $2
  FROM unnest($3::text[], $4::text[], $5::float8[], $6::int[], $7::float8[], $8::jsonb[], $9::bytea[], $10::text[], $11::float8[])
    AS g(key, status, score, trades, periods, metrics, returns, error, ms)
  WHERE e.study_id = $1 AND e.key = g.key AND e.status = 'waiting')
  SELECT pg_notify('${STUDY_CHANNEL}', $12)`;
const FORGET = "DELETE FROM study_evaluations WHERE study_id = $1 AND status <> 'dead'";

/** Adds runs in the caller's transaction. @returns Keys of those that have no job yet. */
export async function addEvaluations(
  client: PoolClient,
  { id, wave }: { readonly id: string; readonly wave: number },
  runs: readonly Evaluation[],
): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(ADD, [
    ...[id, wave, runs.map(({ key }) => key), runs.map(({ request }) => JSON.stringify(request.values))],
    ...[
      runs.map(({ request }) => request.from),
      runs.map(({ request: { to } }) => (to < Infinity ? to : null)),
    ],
  ]);
  const fresh = new Set(rows.map(({ key }) => key));
  return runs.map(({ key }) => key).filter((key) => fresh.has(key));
}

interface Row extends Omit<TrialOutcome, "returns" | "error"> {
  readonly key: string;
  readonly returns: Uint8Array | null;
  readonly error: string | null;
  readonly durationMs: number | null;
}

/** Runs of a study that were done; of some keys where they are named. */
export async function readDone(
  db: BarStore,
  id: string,
  keys?: readonly string[],
): Promise<DoneEvaluation[]> {
  const sql = keys ? `${FOUND} AND key = ANY($2::text[])` : FOUND;
  const { rows } = await db.pool.query<Row>(sql, keys ? [id, keys] : [id]);
  return rows.map(({ key, durationMs, returns, error, score, periodsPerYear, trades, metrics }) => ({
    ...{ key, durationMs },
    outcome: {
      ...{ trades, metrics, score: score ?? NaN, periodsPerYear: periodsPerYear ?? NaN },
      returns: columnOf(returns ?? new Uint8Array()),
      ...(error === null ? {} : { error }),
    },
  }));
}

/** A copy, since a column must begin at a multiple of eight bytes. */
function columnOf(bytes: Uint8Array): Float64Array {
  return new Float64Array(new Uint8Array(bytes).buffer);
}

/** Runs that still wait, in the order of the keys. */
export async function readWaiting(db: BarStore, id: string, keys: readonly string[]): Promise<Evaluation[]> {
  const { rows } = await db.pool.query<TrialRequest & { key: string; to: number | null }>(WAITING, [
    id,
    keys,
  ]);
  const places = new Map(keys.map((key, at) => [key, at]));
  return rows
    .sort((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0))
    .map(({ key, values, from, to }) => ({ key, request: { values, from, to: to ?? Infinity } }));
}

/** How a run ended; a dead one took its worker with it every time. */
export interface EndedRun {
  readonly key: string;
  readonly outcome: RunOutcome;
  readonly dead?: boolean;
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Records runs that ended, and wakes the coordinator that waits for them. One that is recorded already stays as it is. */
export async function recordRuns(
  db: BarStore,
  id: string,
  ended: readonly EndedRun[],
  worker: string,
): Promise<void> {
  const column = <T>(valueOf: (run: EndedRun) => T): T[] => ended.map(valueOf);
  await db.pool.query(RECORD, [
    ...[id, worker, column(({ key }) => key), column(({ dead }) => (dead === true ? "dead" : "done"))],
    ...[column(({ outcome }) => orNull(outcome.score)), column(({ outcome }) => outcome.trades)],
    ...[column(({ outcome }) => orNull(outcome.periodsPerYear))],
    ...[
      column(({ outcome }) => JSON.stringify(outcome.metrics)),
      column(({ outcome }) => Buffer.from(outcome.returns)),
    ],
    ...[column(({ outcome }) => outcome.error ?? null), column(({ outcome }) => outcome.durationMs)],
    runsEnded(id),
  ]);
}

/** Lets a finished study's runs go in the caller's transaction; those that were given up stay to be tried again. */
export async function forgetEvaluations(client: PoolClient, id: string): Promise<void> {
  await client.query(FORGET, [id]);
}
