import type { PoolClient } from "pg";
import type { StudySpec, StudyTrial } from "#engine/experiments/study/study-spec.ts";
import { canonicalJson, hashJson, hashText } from "#engine/hash.ts";
import { LINEAGE } from "./earlier-of.ts";
import { addStudyEvent } from "./study-events.ts";

/** A cancelled or paused study takes no more; one flush at a time, so that events have ids in the order in which they can be seen. */
const LOCK = `SELECT 1 FROM studies WHERE id = $1 AND status = 'running' AND wave = $2 FOR UPDATE`;
const RECORD = `WITH added AS (INSERT INTO trials (study_id, walk_window, number, params, params_hash, status, objective, trades, metrics, folds,
      result_hash, error, duration_ms, completed_at)
    SELECT $1::uuid, g."window", g.number, g.params, g."paramsHash", g.status, g.objective, g.trades, g.metrics, g.folds, g.hash, g.error,
      g.ms, clock_timestamp() FROM jsonb_to_recordset($2::jsonb) AS g("window" int, number int, params jsonb, "paramsHash" text, status text,
      objective float8, trades int, metrics jsonb, folds jsonb, hash text, error text, ms float8)
    ON CONFLICT (study_id, walk_window, number) DO NOTHING
    RETURNING walk_window, number, status, objective, trades, params_hash, metrics),
  ledger AS (INSERT INTO trial_ledger (lineage, strategy_name, code_hash, params_hash, data_hash, sharpe, study_id, walk_window, number)
    SELECT ${LINEAGE}, s.strategy_name, s.code_hash, a.params_hash, s.data_hash,
      CASE WHEN s.objective = 'sharpe' THEN a.objective ELSE (a.metrics->>'sharpe')::float8 END, $1::uuid, a.walk_window, a.number
    FROM added a JOIN studies s ON s.id = $1 ON CONFLICT DO NOTHING)
  SELECT walk_window AS "window", number, status, objective, trades FROM added`;
const BEST = `SELECT best_trial AS number, best_objective AS objective FROM studies WHERE id = $1 AND best_trial IS NOT NULL`;
const COUNT = `UPDATE studies SET done = done + $2, failed = failed + $3, best_trial = $4, best_objective = $5
  WHERE id = $1 RETURNING planned, done, failed, best_trial AS "bestTrial", best_objective AS "bestObjective"`;

interface Found {
  readonly number: number;
  readonly objective: number | null;
}

interface Recorded extends Found {
  readonly status: string;
  readonly trades: number;
}

interface Progress {
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  readonly bestTrial: number | null;
  readonly bestObjective: number | null;
}

/** Which study, as its coordinator took it. */
export interface RecordedStudy {
  readonly id: string;
  readonly wave: number;
  readonly spec: StudySpec;
  /** How long a trial's runs took in all, ms. */
  readonly durationOf?: (trial: StudyTrial) => number;
}

/**
 * Records trials, counts them, notes them in the ledger and tells the progress, in the caller's transaction. A trial that is recorded already
 * stays as it is, so that each has exactly one result however often its study was taken up again.
 *
 * @returns False when the study is no longer running.
 */
export async function recordTrials(
  client: PoolClient,
  { id, wave, spec, durationOf }: RecordedStudy,
  trials: readonly StudyTrial[],
): Promise<boolean> {
  const { rowCount } = await client.query(LOCK, [id, wave]);
  if (rowCount !== 1) return false;
  const { rows: fresh } = await client.query<Recorded>(RECORD, [
    id,
    JSON.stringify(trials.map((trial) => ({ ...rowOf(trial), ms: durationOf?.(trial) }))),
  ]);
  if (fresh.length === 0) return true;
  const before = (await client.query<Found>(BEST, [id])).rows;
  const failed = fresh.filter(({ status }) => status === "failed").length;
  const sound = fresh.filter(({ status, trades }) => status === "completed" && trades >= spec.leastTrades);
  const best = bestOf([...before, ...sound], spec.goal);
  const { rows: counted } = await client.query<Progress>(COUNT, [
    ...[id, fresh.length - failed, failed, best?.number ?? null, best?.objective ?? null],
  ]);
  if (counted[0]) await addStudyEvent(client, id, { type: "progress", ...counted[0] });
  return true;
}

/** The best objective; of equal ones the first trial. */
function bestOf(found: readonly Found[], goal: StudySpec["goal"]): Found | undefined {
  const sign = goal === "maximise" ? 1 : -1;
  return found
    .filter(({ objective }) => objective !== null)
    .sort((a, b) => sign * ((b.objective ?? 0) - (a.objective ?? 0)) || a.number - b.number)[0];
}

const STATUS = { complete: "completed", pruned: "pruned", failed: "failed" } as const;

function rowOf(trial: StudyTrial): Record<string, unknown> {
  const { window, number, values: params, score: objective, trades, metrics, folds, state, error } = trial;
  return {
    ...{ window, number, params, objective, trades, metrics, folds },
    paramsHash: hashText(canonicalJson(params)),
    status: STATUS[state],
    hash: hashJson(trial),
    error: error ?? null,
  };
}
