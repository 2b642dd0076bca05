import { z } from "zod";
import type { storedResult } from "#engine/experiments/study/stored-result.ts";
import { scopeParams, seenStudies, type StudyScope } from "#server/access/study-scope.ts";
import type { BarStore } from "#server/db.ts";
import { readStudyRuns, type StudyRuns } from "./study-runs.ts";
import { STUDY_STATUSES, studyId, studyRequest } from "./study-schemas.ts";
import { unknownStudy } from "./unknown-study.ts";

/** How many studies to list, of which notebook, and from where. */
export const listStudiesInput = z.strictObject({
  limit: z.number().int().min(1).max(200).default(50),
  notebookId: z.string().max(100).optional(),
  binned: z.boolean().default(false).describe("those in the bin instead of the others"),
});

const study = z.object({
  id: z.uuid(),
  name: z.string(),
  method: z.string(),
  status: z.enum(STUDY_STATUSES),
  strategyName: z.string(),
  objective: z.string(),
  seed: z.coerce.number(),
  error: z.string().nullable(),
  ...{ planned: z.number(), done: z.number(), failed: z.number() },
  ...{ bestTrial: z.number().nullable(), bestObjective: z.number().nullable() },
  ...{
    notebookId: z.string().nullable(),
    notebookRevision: z.string().nullable(),
    cellId: z.string().nullable(),
  },
  ...{ codeHash: z.string(), engineHash: z.string(), dataHash: z.string() },
  ...{
    createdAt: z.number(),
    startedAt: z.number().nullable(),
    completedAt: z.number().nullable(),
    binnedAt: z.number().nullable(),
    now: z.number(),
  },
  request: studyRequest.omit({ strategy: true, versions: true }).strip(),
});

/** A study with how far it is. Times are UTC ms. */
export interface StudySummary extends Omit<z.infer<typeof study>, "now"> {
  readonly symbols: readonly string[];
  /** How long it still takes if the rest goes as fast as what is done, ms; null while nothing is done or it rests, 0 at its end. */
  readonly etaMs: number | null;
}

/** A study and who works at it. */
export interface StudyDetail extends StudySummary {
  /** Worker processes that were seen in the last seconds. */
  readonly workers: number;
  /** Worker processes that fell silent within the last minute: what they had under way is done again by others. */
  readonly lost: number;
  /** Runs that were given up, since their worker ended with them every time. */
  readonly dead: number;
  /** How far each stretch of time is while the study runs, and what was given up of it. */
  readonly runs: StudyRuns;
  /** What came of it, as it is stored; null before its end. */
  readonly result: z.input<typeof storedResult> | null;
}

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const SELECT = `SELECT id, name, method, status, strategy_name AS "strategyName", objective, seed, error, planned, done, failed,
  best_trial AS "bestTrial", best_objective AS "bestObjective", notebook_id AS "notebookId", notebook_revision AS "notebookRevision",
  cell_id AS "cellId", code_hash AS "codeHash", engine_hash AS "engineHash", data_hash AS "dataHash", request,
  ${ms("created_at")} AS "createdAt", ${ms("started_at")} AS "startedAt", ${ms("completed_at")} AS "completedAt", ${ms("binned_at")} AS "binnedAt",
  ${ms("clock_timestamp()")} AS now
  FROM studies`;
const LIST = `${SELECT} WHERE ($2::text IS NULL OR notebook_id = $2) AND (binned_at IS NOT NULL) = $3 AND ${seenStudies("studies", ["$4", "$5"])}
  ORDER BY created_at DESC, id LIMIT $1`;
/** Workers give a sign every second and take their row away when they are stopped: one that is silent and has it was lost. */
const ABOUT = `SELECT (SELECT count(*)::int FROM study_workers WHERE seen_at > clock_timestamp() - interval '5 seconds') AS workers,
  (SELECT count(*)::int FROM study_workers WHERE seen_at <= clock_timestamp() - interval '5 seconds') AS lost,
  (SELECT count(*)::int FROM study_evaluations WHERE study_id = $1 AND status = 'dead') AS dead,
  (SELECT result FROM studies WHERE id = $1) AS result`;

/**
 * Lists studies, newest first.
 *
 * @param scope Whose studies; all where absent.
 */
export async function listStudies(
  db: BarStore,
  input: z.input<typeof listStudiesInput>,
  scope?: StudyScope,
): Promise<StudySummary[]> {
  const { limit, notebookId = null, binned } = listStudiesInput.parse(input);
  const { rows } = await db.pool.query(LIST, [limit, notebookId, binned, ...scopeParams(scope)]);
  return rows.map(summaryOf);
}

/**
 * Reads one study.
 *
 * @throws ServerError "not-found".
 */
export async function getStudy(db: BarStore, input: z.infer<typeof studyId>): Promise<StudyDetail> {
  const { id } = studyId.parse(input);
  const { rows } = await db.pool.query(`${SELECT} WHERE id = $1`, [id]);
  if (rows[0] === undefined) throw unknownStudy(id);
  const about = await db.pool.query<Pick<StudyDetail, "workers" | "lost" | "dead" | "result">>(ABOUT, [id]);
  const { workers = 0, lost = 0, dead = 0, result = null } = about.rows[0] ?? {};
  const found = summaryOf(rows[0]);
  return { ...found, workers, lost, dead, result, runs: await readStudyRuns(db, found, dead) };
}

function summaryOf(row: unknown): StudySummary {
  const { now, ...found } = study.parse(row);
  const ended = found.done + found.failed;
  const running = found.status === "running" && found.startedAt !== null && ended > 0;
  const etaMs = running ? ((now - (found.startedAt ?? now)) / ended) * (found.planned - ended) : null;
  return {
    ...found,
    symbols: found.request.symbols,
    etaMs: found.completedAt === null ? etaMs : 0,
  };
}
