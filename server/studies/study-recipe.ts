import { z } from "zod";
import type { StrategySource } from "#engine/experiments/study/study-order.ts";
import type { BarStore } from "#server/db.ts";
import { readSource } from "./read-source.ts";
import { studyId, studyRequest, type StudyRequest } from "./study-schemas.ts";
import { unknownStudy } from "./unknown-study.ts";

/** What runs of a study are made of, so that whoever may see the study can make one more. */
export interface StudyRecipe extends Pick<
  StudyRequest,
  "symbols" | "timeframe" | "adjust" | "parts" | "versions" | "options"
> {
  readonly strategy: StrategySource;
  readonly study: Pick<StudyRequest["study"], "objective" | "accounts">;
}

const READ = "SELECT request FROM studies WHERE id = $1";
const row = z.object({ request: studyRequest });

/**
 * Reads a study's strategy as code, and the data and options of its runs.
 *
 * @throws ServerError "not-found".
 */
export async function studyRecipe(db: BarStore, input: z.infer<typeof studyId>): Promise<StudyRecipe> {
  const { id } = studyId.parse(input);
  const { rows } = await db.pool.query(READ, [id]);
  if (rows[0] === undefined) throw unknownStudy(id);
  const { symbols, timeframe, adjust, parts, versions, options, strategy, study } = row.parse(
    rows[0],
  ).request;
  return {
    ...{ symbols, timeframe, adjust, parts, versions, options, strategy: await readSource(db, strategy) },
    study: { objective: study.objective, accounts: study.accounts },
  };
}
