import type { BarStore } from "#server/db.ts";
import { engineBundle } from "#server/sandbox/engine-bundle.ts";
import { keepBundle } from "./code-bundles.ts";
import { inTransaction } from "./in-transaction.ts";
import { addStudyEvent } from "./study-events.ts";
import type { StudyRequest } from "./study-schemas.ts";
import { studyRequest } from "./study-schemas.ts";

/** A study that is running, as its coordinator sees it. */
export interface StartedStudy {
  readonly id: string;
  readonly owner: string;
  readonly wave: number;
  readonly request: StudyRequest;
}

const READ = `SELECT id, owner, wave, status, request, engine_hash AS "engineHash" FROM studies
  WHERE id = $1 AND status IN ('queued', 'running') FOR UPDATE`;
const START = `UPDATE studies SET status = 'running', started_at = coalesce(started_at, clock_timestamp()), engine_hash = $2 WHERE id = $1`;
const ANEW =
  "UPDATE studies SET done = 0, failed = 0, best_trial = NULL, best_objective = NULL, wave = wave + 1 WHERE id = $1 RETURNING wave";

interface Row extends Omit<StartedStudy, "request"> {
  readonly status: string;
  readonly request: unknown;
  readonly engineHash: string;
}

/**
 * Begins a study, or takes up one that runs. One that another engine began is begun anew, since what is tried and what comes of it must be of
 * one engine; its ledger keeps what was tried.
 *
 * @returns Undefined when it was cancelled or has ended meanwhile.
 */
export async function startStudy(db: BarStore, id: string): Promise<StartedStudy | undefined> {
  const engine = await engineBundle();
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<Row>(READ, [id]);
    const row = rows[0];
    if (!row) return undefined;
    const { owner, status, engineHash } = row;
    let { wave } = row;
    if (engineHash !== engine.hash) await keepBundle(client, engine);
    if (engineHash !== "" && engineHash !== engine.hash) {
      await client.query("DELETE FROM trials WHERE study_id = $1", [id]);
      await client.query("DELETE FROM study_evaluations WHERE study_id = $1", [id]);
      wave = (await client.query<{ wave: number }>(ANEW, [id])).rows[0]?.wave ?? wave;
    }
    await client.query(START, [id, engine.hash]);
    if (status === "queued")
      await addStudyEvent(client, id, { type: "status", status: "running", error: null });
    return { id, owner, wave, request: studyRequest.parse(row.request) };
  });
}
