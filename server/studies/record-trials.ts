import type { PoolClient } from "pg";
import { hashJson } from "#engine/hash.ts";
import type { BarStore } from "#server/db.ts";
import type { TrialOutcome } from "#server/sandbox/trial-task.ts";
import { addStudyEvent } from "./study-events.ts";

/** How a trial ended, and on which worker. */
export interface EndedTrial {
  readonly number: number;
  readonly outcome: TrialOutcome;
  /** Its worker died of it every time. */
  readonly dead?: boolean;
}

/** One flush at a time per study: events then have ids in the order in which they can be seen. */
const LOCK = `SELECT request->>'direction' AS direction FROM studies WHERE id = $1 AND status IN ('running', 'paused') FOR UPDATE`;
const RECORD = `WITH given AS (SELECT * FROM jsonb_to_recordset($2::jsonb)
    AS g(number int, status text, objective float8, metrics jsonb, folds jsonb, hash text, ms float8, error text)),
  ended AS (UPDATE trials t SET status = g.status, objective = g.objective, metrics = g.metrics, result_hash = g.hash, duration_ms = g.ms,
      fold_values = ARRAY(SELECT coalesce(v::float8, 'NaN') FROM jsonb_array_elements_text(g.folds) WITH ORDINALITY AS e(v, at) ORDER BY at),
      error = g.error, worker = $3, completed_at = clock_timestamp()
    FROM given g WHERE t.study_id = $1 AND t.number = g.number AND t.status = 'pending'
    RETURNING t.number, t.status, t.objective, t.params_hash, t.metrics),
  ledger AS (INSERT INTO trial_ledger (lineage, strategy_name, code_hash, params_hash, data_hash, sharpe)
    SELECT coalesce((SELECT n.lineage FROM notebooks n WHERE n.id = s.notebook_id), s.notebook_id, s.id::text), s.strategy_name, s.code_hash, e.params_hash, s.data_hash,
      CASE WHEN s.objective = 'sharpe' THEN e.objective ELSE (e.metrics->>'sharpe')::float8 END
    FROM ended e JOIN studies s ON s.id = $1 WHERE e.status = 'completed')
  SELECT number, status, objective FROM ended`;
const COUNT = `UPDATE studies SET done = done + $2, failed = failed + $3,
    best_trial = CASE WHEN $6 THEN $4 ELSE best_trial END, best_objective = CASE WHEN $6 THEN $5 ELSE best_objective END
  WHERE id = $1 RETURNING planned, done, failed, best_trial AS "bestTrial", best_objective AS "bestObjective"`;
const BEST = `SELECT best_trial AS number, best_objective AS objective FROM studies WHERE id = $1 AND best_trial IS NOT NULL`;
const END_DONE = `UPDATE studies SET status = 'completed', completed_at = clock_timestamp()
  WHERE id = $1 AND status = 'running' AND done + failed >= planned`;

interface Recorded {
  readonly number: number;
  readonly status: string;
  readonly objective: number | null;
}

interface Progress {
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  readonly bestTrial: number | null;
  readonly bestObjective: number | null;
}

/**
 * Records trials that ended, counts them, notes them in the ledger, tells the progress, and ends the study with its last one: in one
 * transaction. A trial that is recorded already stays as it is, so that each has exactly one result whoever ran it how often.
 */
export async function recordTrials(
  db: BarStore,
  id: string,
  ended: readonly EndedTrial[],
  worker: string,
): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query("BEGIN");
    await record(client, id, ended, worker);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function record(
  client: PoolClient,
  id: string,
  ended: readonly EndedTrial[],
  worker: string,
): Promise<void> {
  const { rows } = await client.query<{ direction: "maximize" | "minimize" }>(LOCK, [id]);
  const study = rows[0];
  if (!study) return; // Cancelled meanwhile, or gone.
  const { rows: fresh } = await client.query<Recorded>(RECORD, [
    id,
    JSON.stringify(ended.map(rowOf)),
    worker,
  ]);
  if (fresh.length === 0) return;
  const before = (await client.query<Found>(BEST, [id])).rows;
  const completed = fresh.filter(({ status }) => status === "completed");
  const best = bestOf([...before, ...completed], study.direction);
  const { rows: counted } = await client.query<Progress>(COUNT, [
    ...[id, completed.length, fresh.length - completed.length],
    ...[best?.number ?? null, best?.objective ?? null, best !== undefined],
  ]);
  if (counted[0]) await addStudyEvent(client, id, { type: "progress", ...counted[0] });
  await endWhenDone(client, id);
}

/** Ends a running study that has all its results, in the caller's transaction. */
export async function endWhenDone(client: PoolClient, id: string): Promise<void> {
  const { rowCount } = await client.query(END_DONE, [id]);
  if (rowCount === 1) await addStudyEvent(client, id, { type: "status", status: "completed", error: null });
}

interface Found {
  readonly number: number;
  readonly objective: number | null;
}

/** The best objective; of equal ones the first trial, in whichever order they ended. */
function bestOf(found: readonly Found[], direction: "maximize" | "minimize"): Found | undefined {
  const sign = direction === "maximize" ? 1 : -1;
  return found
    .filter(({ objective }) => objective !== null)
    .sort((a, b) => sign * ((b.objective ?? 0) - (a.objective ?? 0)) || a.number - b.number)[0];
}

function rowOf({ number, outcome, dead = false }: EndedTrial): Record<string, unknown> {
  const { ok, durationMs: ms } = outcome;
  if (!ok)
    return { number, ms, status: dead ? "dead" : "failed", error: outcome.error, metrics: {}, folds: [] };
  const { objective, metrics, foldValues: folds } = outcome.finding;
  return {
    number,
    ms,
    status: "completed",
    objective,
    metrics,
    folds,
    hash: hashJson(outcome.finding),
    error: null,
  };
}
