import type { StudySpec } from "#engine/experiments/study/study-spec.ts";
import type { BarStore } from "#server/db.ts";
import type { StudyRequest } from "./study-schemas.ts";

/** The lineage of a study as SQL: its notebook's with all forks, else the one that it was given, else itself. */
export const LINEAGE =
  "coalesce((SELECT n.lineage FROM notebooks n WHERE n.id = s.notebook_id), s.notebook_id, s.request->>'lineage', s.id::text)";

const MINE = "coalesce((SELECT n.lineage FROM notebooks n WHERE n.id = $1), $1, $2)";
const TRIALS = `SELECT count(*)::int AS count FROM trial_ledger WHERE lineage = ${MINE}`;
/** Whether a study `s` looked at its sealed bars, as SQL: one without a best set did not. */
export const OPENED = "s.status = 'completed' AND s.result->>'heldOutFrom' IS NOT NULL AND s.result ? 'best'";
/** In the bin or removed for good, a look stays one. */
const OPENINGS = `SELECT (SELECT count(*)::int FROM studies s WHERE ${LINEAGE} = ${MINE} AND ${OPENED} AND s.request->'symbols' ?| $3::text[])
  + (SELECT count(*)::int FROM removed_studies WHERE lineage = ${MINE} AND opened_seal AND symbols && $3::text[]) AS count`;

/** What a study's lineage did before it: trials, and looks at the sealed bars of its symbols; more where the study itself says more. */
export async function earlierOf(
  db: BarStore,
  { symbols, study, ...line }: StudyRequest,
): Promise<Pick<StudySpec, "priorTrials" | "priorOpenings">> {
  const { priorTrials, priorOpenings } = study;
  const [notebookId, lineage] = [line.notebookId ?? null, line.lineage ?? null];
  if (notebookId === null && lineage === null) return { priorTrials, priorOpenings };
  const countOf = async (sql: string, values: unknown[]): Promise<number> =>
    (await db.pool.query<{ count: number }>(sql, values)).rows[0]?.count ?? 0;
  return {
    priorTrials: Math.max(priorTrials, await countOf(TRIALS, [notebookId, lineage])),
    priorOpenings: Math.max(priorOpenings, await countOf(OPENINGS, [notebookId, lineage, symbols])),
  };
}
