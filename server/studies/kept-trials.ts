import { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { studyId } from "./study-schemas.ts";

const kept = z.object({
  window: z.coerce.number(),
  number: z.coerce.number(),
  strategyId: z.uuid().describe("of the version that it was kept as"),
  name: z.string(),
  version: z.string(),
});
/** A trial that was kept as a version of its strategy. */
export type KeptTrial = z.infer<typeof kept>;

/** As promoteTrial names versions. */
const READ = `SELECT v.id AS "strategyId", v.name, v.version, coalesce(part[1]::int - 1, part[2]::int) AS "window", part[3] AS number
  FROM studies s JOIN strategy_versions v ON v.workspace_id = s.workspace_id AND v.name = s.strategy_name AND v.code_hash = s.code_hash
  CROSS JOIN regexp_match(v.version, '^study-' || left(s.id::text, 8) || '-(?:w(\\d{1,6})-|(\\d{1,6})\\.)(\\d{1,7})$') AS part
  WHERE s.id = $1 AND part IS NOT NULL ORDER BY v.created_at LIMIT 1000`;

/** The trials of a study that were kept, the earliest first; none of a study that is not there. */
export async function keptTrials(db: BarStore, input: z.infer<typeof studyId>): Promise<KeptTrial[]> {
  const { id } = studyId.parse(input);
  const { rows } = await db.pool.query(READ, [id]);
  return rows.map((row) => kept.parse(row));
}
