import { scopeParams, seenNotebook, seenStudies, type StudyScope } from "#server/access/study-scope.ts";
import type { Database } from "#server/db.ts";

const MAX_STUDIES = 1_000;
const MAX_TRIALS = 100_000;
const MAX_LEDGER = 200_000;
/** Parameters of every query: after the most rows, the workspace and the person. */
const SCOPE = ["$2", "$3"] as const;

const STUDIES = `SELECT id::text AS study, name, strategy_name AS strategy, method, objective, status, planned, done, failed, best_trial,
  best_objective AS best, result->'panel'->'trust'->>'grade' AS trust, (result->'panel'->>'deflatedSharpe')::float8 AS deflated_sharpe,
  (result->'panel'->>'pbo')::float8 AS pbo, (result->'panel'->>'trials')::float8 AS trials_counted,
  (result->>'outOfSampleScore')::float8 AS out_of_sample, request->>'timeframe' AS timeframe,
  array_to_string(ARRAY(SELECT jsonb_array_elements_text(request->'symbols')), ', ') AS symbols, notebook_id AS notebook, cell_id AS cell,
  created_at AS created, completed_at AS completed, code_hash, data_hash FROM studies
  WHERE binned_at IS NULL AND ${seenStudies("studies", SCOPE)} ORDER BY created_at DESC LIMIT $1`;
const TRIALS = `SELECT t.study_id::text AS study, t.walk_window AS "window", t.number AS trial, s.strategy_name AS strategy, t.params::text AS params,
  t.status, t.objective, t.trades, t.metrics::text AS metrics, t.folds::text AS folds, t.duration_ms, t.params_hash, t.result_hash, t.error,
  t.completed_at AS completed FROM trials t JOIN studies s ON s.id = t.study_id
  WHERE s.binned_at IS NULL AND ${seenStudies("s", SCOPE)}
  ORDER BY s.created_at DESC, t.walk_window, t.number LIMIT $1`;
const WINDOWS = `SELECT w.study_id::text AS study, w.walk_window AS "window", w.train_from, w.train_to, w.test_from, w.test_to, w.best_trial,
  w.params::text AS params, w.in_sample, w.out_of_sample, w.trades FROM study_windows w JOIN studies s ON s.id = w.study_id
  WHERE s.binned_at IS NULL AND ${seenStudies("s", SCOPE)} ORDER BY s.created_at DESC, w.walk_window LIMIT $1`;
const LEDGER = `SELECT l.lineage, l.strategy_name AS strategy, l.study_id::text AS study, l.walk_window AS "window", l.number AS trial, l.params_hash,
  l.code_hash, l.data_hash, l.sharpe, l.created_at AS tried FROM trial_ledger l LEFT JOIN studies s ON s.id = l.study_id
  LEFT JOIN removed_studies r ON r.id = l.study_id LEFT JOIN notebooks n ON n.id = l.lineage
  WHERE $2::text IS NULL OR (coalesce(s.workspace_id, r.workspace_id, n.workspace_id) = $2 AND (l.study_id IS NULL
    OR (s.id IS NOT NULL AND ${seenStudies("s", SCOPE)}) OR (s.id IS NULL AND (n.id IS NULL OR ${seenNotebook("n", "$3")}))))
  ORDER BY l.id DESC LIMIT $1`;

/** Reads rows of one table: those of the studies that somebody sees, or all. */
type ReadRows = (db: Database, scope: StudyScope | undefined) => Promise<object[]>;

const reader =
  (sql: string, most: number): ReadRows =>
  async (db, scope) =>
    (await db.pool.query<object>(sql, [most, ...scopeParams(scope)])).rows;

/** What studies left behind, by the names that SQL cells have for it: the newest of each first. */
export const studyTables = {
  saved_studies: reader(STUDIES, MAX_STUDIES),
  saved_trials: reader(TRIALS, MAX_TRIALS),
  saved_windows: reader(WINDOWS, MAX_TRIALS),
  saved_ledger: reader(LEDGER, MAX_LEDGER),
} as const satisfies Readonly<Record<string, ReadRows>>;
