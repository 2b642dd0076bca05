import { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { TRIAL_STATUSES } from "./study-schemas.ts";

/** Which trials of which study. */
export const listTrialsInput = z.strictObject({
  id: z.uuid(),
  order: z.enum(["number", "best", "worst"]).default("number").describe("best is the largest objective"),
  status: z.enum(TRIAL_STATUSES).optional(),
  limit: z.number().int().min(1).max(5_000).default(500),
});

const trial = z.object({
  number: z.number(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  status: z.enum(TRIAL_STATUSES),
  objective: z.number().nullable(),
  metrics: z.record(z.string(), z.number().nullable()),
  foldValues: z.array(z.number().nullable()),
  durationMs: z.number().nullable(),
  resultHash: z.string().nullable(),
  error: z.string().nullable(),
});
/** A trial as it is stored. */
export type StoredTrial = z.infer<typeof trial>;

const SELECT = `SELECT number, params, status, objective, metrics, to_jsonb(ARRAY(SELECT nullif(v, 'NaN') FROM unnest(fold_values) v)) AS "foldValues",
  duration_ms AS "durationMs", result_hash AS "resultHash", error FROM trials WHERE study_id = $1 AND ($2::text IS NULL OR status = $2)`;
const ORDERS = {
  number: "number",
  best: "objective DESC NULLS LAST, number",
  worst: "objective NULLS LAST, number",
} as const;

/** Lists a study's trials, those that wait included. */
export async function listTrials(
  db: BarStore,
  input: z.input<typeof listTrialsInput>,
): Promise<StoredTrial[]> {
  const { id, order, status = null, limit } = listTrialsInput.parse(input);
  const { rows } = await db.pool.query(`${SELECT} ORDER BY ${ORDERS[order]} LIMIT $3`, [id, status, limit]);
  return rows.map((row) => trial.parse(row));
}
