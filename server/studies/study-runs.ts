import type { BarStore } from "#server/db.ts";
import type { StudyStatus } from "./study-schemas.ts";

/** A stretch of time that sets are run over: a fold, or the bars after one. */
export interface StretchProgress {
  /** UTC ms. */
  readonly from: number;
  /** UTC ms, exclusive; null where it reaches the end of the bars. */
  readonly to: number | null;
  readonly done: number;
  /** Runs that were asked for so far. */
  readonly asked: number;
}

/** A run that was given up: it took its worker with it every time. */
export interface GivenUpRun extends Pick<StretchProgress, "from" | "to"> {
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly error: string | null;
  readonly worker: string | null;
}

/** Runs of a study by where they stand. */
export interface StudyRuns {
  readonly stretches: readonly StretchProgress[];
  readonly givenUp: readonly GivenUpRun[];
}

const STRETCHES = `SELECT from_time AS "from", to_time AS "to", count(*)::int AS asked,
    count(*) FILTER (WHERE status <> 'waiting')::int AS done
  FROM study_evaluations WHERE study_id = $1 GROUP BY from_time, to_time ORDER BY from_time, to_time LIMIT 200`;
const GIVEN_UP = `SELECT "values" AS params, from_time AS "from", to_time AS "to", error, worker FROM study_evaluations
  WHERE study_id = $1 AND status = 'dead' ORDER BY from_time, key LIMIT 200`;
const OPEN: readonly StudyStatus[] = ["running", "paused"];

/** Reads how far an open study's stretches are, and the runs that were given up: the first 200 of each. */
export async function readStudyRuns(
  db: BarStore,
  { id, status }: { readonly id: string; readonly status: StudyStatus },
  dead: number,
): Promise<StudyRuns> {
  const stretches = OPEN.includes(status) ? (await db.pool.query<StretchProgress>(STRETCHES, [id])).rows : [];
  const givenUp = dead > 0 ? (await db.pool.query<GivenUpRun>(GIVEN_UP, [id])).rows : [];
  return { stretches, givenUp };
}
