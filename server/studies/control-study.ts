import type { PoolClient } from "pg";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { inTransaction } from "./in-transaction.ts";
import { addStudyEvent } from "./study-events.ts";
import type { StudyStatus } from "./study-schemas.ts";
import { studyId } from "./study-schemas.ts";
import { unknownStudy } from "./unknown-study.ts";

/** From which states each wish leads where. */
const CHANGES = {
  pause: { from: ["running"], to: "paused", done: "study is not running; pause one that is" },
  // Prepared anew: what has its result keeps it, the rest is queued.
  resume: { from: ["paused"], to: "queued", done: "study is not paused; resume one that is" },
  cancel: {
    from: ["queued", "running", "paused"],
    to: "cancelled",
    done: "study has ended already; start another",
  },
} as const satisfies Record<string, { from: readonly StudyStatus[]; to: StudyStatus; done: string }>;

const CHANGE = `UPDATE studies SET status = $2, wave = wave + 1,
  completed_at = CASE WHEN $2 = 'cancelled' THEN clock_timestamp() END WHERE id = $1 AND status = ANY($3::text[])`;

/** Which wish. */
export type StudyWish = keyof typeof CHANGES;

/**
 * Pauses, resumes or cancels a study. Workers hear of it at once and end what they run of it; what has been recorded stays.
 *
 * @throws ServerError "conflict" when its state does not allow it, "not-found" when there is none.
 */
export async function controlStudy(
  db: BarStore,
  wish: StudyWish,
  input: { readonly id: string },
): Promise<{ readonly status: StudyStatus }> {
  const { id } = studyId.parse(input);
  return inTransaction(db, async (client) => {
    if (!(await changeStatus(client, wish, id))) await refuse(client, id, CHANGES[wish].done);
    return { status: CHANGES[wish].to };
  });
}

/** The same in the caller's transaction. @returns False where the study's state does not allow it, or there is none. */
export async function changeStatus(client: PoolClient, wish: StudyWish, id: string): Promise<boolean> {
  const { from, to } = CHANGES[wish];
  const { rowCount } = await client.query(CHANGE, [id, to, from]);
  if (rowCount === 1) await addStudyEvent(client, id, { type: "status", status: to, error: null });
  return rowCount === 1;
}

async function refuse(client: PoolClient, id: string, words: string): Promise<never> {
  const { rowCount } = await client.query("SELECT 1 FROM studies WHERE id = $1", [id]);
  if (rowCount === 0) throw unknownStudy(id);
  throw new ServerError("conflict", words);
}
