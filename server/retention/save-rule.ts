import type { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { saveRuleInput } from "./retention-schemas.ts";

const SAVE = `INSERT INTO retention_rules (timeframe, keep_days) VALUES ($1, $2)
  ON CONFLICT (timeframe) DO UPDATE SET keep_days = excluded.keep_days, updated_at = now()`;

/** Sets how long bars of a timeframe are kept, or takes the rule away. The worker's next look carries it out. */
export async function saveRule(db: BarStore, input: z.infer<typeof saveRuleInput>): Promise<void> {
  const { timeframe, keepDays } = saveRuleInput.parse(input);
  if (keepDays === null) await db.pool.query("DELETE FROM retention_rules WHERE timeframe = $1", [timeframe]);
  else await db.pool.query(SAVE, [timeframe, keepDays]);
}
