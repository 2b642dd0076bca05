import type { z } from "zod";
import type { BarStore } from "#server/db.ts";
import { ServerError } from "#server/errors.ts";
import { promoteTrialInput } from "./promote-trial.ts";
import { STUDY_CHANNEL } from "./study-events.ts";

/** Which trial of which study. */
export const repeatTrialInput = promoteTrialInput;

/** How a trial's last repeat stands. */
export interface TrialRepeat {
  /** `none` where nobody has asked for one. */
  readonly status: "none" | "asked" | "queued" | "done" | "failed";
  /** Whether it came to the very bits that were recorded; null before its end. */
  readonly same: boolean | null;
  /** Of what was recorded, and of what the repeat came to. */
  readonly savedHash: string;
  readonly resultHash: string | null;
  readonly error: string | null;
  /** UTC ms. */
  readonly endedAt: number | null;
}

const COMPLETED = `SELECT result_hash AS "savedHash" FROM trials t JOIN studies s ON s.id = t.study_id AND s.binned_at IS NULL
  WHERE study_id = $1 AND walk_window = $2 AND number = $3 AND t.status = 'completed' AND result_hash IS NOT NULL`;
const ASK = `INSERT INTO trial_repeats (study_id, walk_window, number) VALUES ($1, $2, $3)
  ON CONFLICT (study_id, walk_window, number) DO UPDATE
    SET status = 'asked', result_hash = NULL, error = NULL, worker = NULL, asked_at = clock_timestamp(), ended_at = NULL
    WHERE trial_repeats.status IN ('done', 'failed')`;
const READ = `SELECT status, result_hash AS "resultHash", error, extract(epoch FROM ended_at) * 1000 AS "endedAt"
  FROM trial_repeats WHERE study_id = $1 AND walk_window = $2 AND number = $3`;

type Given = z.input<typeof repeatTrialInput>;

/**
 * Has a trial run once more by whatever worker there is: by its own code, engine and bars. Asked for while it is under way, nothing is begun twice.
 *
 * @throws ServerError "not-found" where there is no such trial that ran to its end.
 */
export async function repeatTrial(db: BarStore, given: Given): Promise<TrialRepeat> {
  const { id, window, number } = repeatTrialInput.parse(given);
  await savedHashOf(db, [id, window, number]);
  await db.pool.query(ASK, [id, window, number]);
  await db.pool.query("SELECT pg_notify($1, $2)", [STUDY_CHANNEL, id]);
  return readRepeat(db, given);
}

/** Reads how a trial's last repeat stands. @throws ServerError "not-found" where there is no such trial that ran to its end. */
export async function readRepeat(db: BarStore, given: Given): Promise<TrialRepeat> {
  const { id, window, number } = repeatTrialInput.parse(given);
  const savedHash = await savedHashOf(db, [id, window, number]);
  const { rows } = await db.pool.query<Omit<TrialRepeat, "same" | "savedHash">>(READ, [id, window, number]);
  const { status, resultHash, error, endedAt } = rows[0] ?? NEVER;
  const same = resultHash === null ? null : resultHash === savedHash;
  return { status, same, savedHash, resultHash, error, endedAt: endedAt === null ? null : Number(endedAt) };
}

const NEVER = { status: "none", resultHash: null, error: null, endedAt: null } as const;

async function savedHashOf(db: BarStore, key: readonly [string, number, number]): Promise<string> {
  const { rows } = await db.pool.query<{ savedHash: string }>(COMPLETED, [...key]);
  if (!rows[0])
    throw new ServerError("not-found", `unknown trial: ${key[2]}; choose one that ran to its end`);
  return rows[0].savedHash;
}
