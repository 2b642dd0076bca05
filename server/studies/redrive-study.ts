import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { inTransaction } from "./in-transaction.ts";
import { addStudyEvent } from "./study-events.ts";
import { studyId } from "./study-schemas.ts";

const FORGET = "DELETE FROM study_evaluations WHERE study_id = $1 AND status = 'dead'";
const AGAIN = `UPDATE studies SET status = 'queued', wave = wave + 1, result = NULL, completed_at = NULL, done = 0, failed = 0, best_trial = NULL,
  best_objective = NULL WHERE id = $1 AND status = 'completed' AND binned_at IS NULL`;
const CLEAR = "DELETE FROM trials WHERE study_id = $1";
const CLEAR_WINDOWS = "DELETE FROM study_windows WHERE study_id = $1";
/** They were compared with a result that is no more. */
const CLEAR_MARKETS = "DELETE FROM study_markets WHERE study_id = $1";

/**
 * Tries again what was given up of a finished study. Its trials are told anew, since later ones may have followed from the failure; what was
 * tried stays in the ledger, each trial once.
 *
 * @throws ServerError "conflict" where nothing was given up, or the study has not finished.
 */
export async function redriveStudy(
  db: BarStore,
  input: { readonly id: string },
): Promise<{ readonly runs: number }> {
  const { id } = studyId.parse(input);
  return inTransaction(db, async (client) => {
    const { rowCount: runs } = await client.query(FORGET, [id]);
    const { rowCount } = await client.query(AGAIN, [id]);
    if (!runs || rowCount !== 1)
      throw new ServerError("conflict", "nothing of this study was given up; start another to run it again");
    await client.query(CLEAR, [id]);
    await client.query(CLEAR_WINDOWS, [id]);
    await client.query(CLEAR_MARKETS, [id]);
    await addStudyEvent(client, id, { type: "status", status: "queued", error: null });
    return { runs };
  });
}
