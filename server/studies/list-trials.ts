import { z } from "zod";
import { studyTrial, type StudyTrial } from "#engine/experiments/study/study-spec.ts";
import type { BarStore } from "#server/db.ts";
import { MAX_TRIALS, TRIAL_STATUSES } from "./study-schemas.ts";

/** Which trials of which study. */
export const listTrialsInput = z.strictObject({
  id: z.uuid(),
  order: z.enum(["number", "best", "worst"]).default("number").describe("best is the largest objective"),
  status: z.enum(TRIAL_STATUSES).optional(),
  limit: z.number().int().min(1).max(MAX_TRIALS).default(500),
});

const trial = studyTrial.omit({ values: true, score: true, state: true, error: true }).extend({
  params: studyTrial.shape.values,
  status: z.enum(TRIAL_STATUSES),
  objective: studyTrial.shape.score,
  resultHash: z.string().nullable(),
  durationMs: z.number().nullable().describe("of its runs, summed; null where it is not known"),
  error: z.string().nullable(),
});
/** A trial as it is stored. */
export type StoredTrial = z.infer<typeof trial>;

const SELECT = `SELECT walk_window AS "window", number, params, status, objective, trades, metrics, folds, result_hash AS "resultHash",
    duration_ms AS "durationMs", error
  FROM trials WHERE study_id = $1 AND ($2::text IS NULL OR status = $2)`;
const ORDERS = {
  number: "walk_window, number",
  best: "objective DESC NULLS LAST, walk_window, number",
  worst: "objective NULLS LAST, walk_window, number",
} as const;

/** Lists a study's trials. */
export async function listTrials(
  db: BarStore,
  input: z.input<typeof listTrialsInput>,
): Promise<StoredTrial[]> {
  const { id, order, status = null, limit } = listTrialsInput.parse(input);
  const { rows } = await db.pool.query(`${SELECT} ORDER BY ${ORDERS[order]} LIMIT $3`, [id, status, limit]);
  return rows.map((row) => trial.parse(row));
}

const STATES = { completed: "complete", pruned: "pruned", failed: "failed" } as const;

/** A stored trial as the engine has it. */
export function studyTrialOf(stored: StoredTrial): StudyTrial {
  const { window, number, params, objective, folds, trades, metrics, status, error } = stored;
  return {
    ...{ window, number, values: params, score: objective, folds, trades, metrics, state: STATES[status] },
    ...(error === null ? {} : { error }),
  };
}
