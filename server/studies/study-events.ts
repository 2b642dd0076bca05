import type { PoolClient } from "pg";
import type { BarStore } from "#server/db.ts";
import type { StudyEvent } from "./study-schemas.ts";
import { studyEvent } from "./study-schemas.ts";

/** The channel on which a study's id is told whenever something about it changes. */
export const STUDY_CHANNEL = "lookback_studies";

/** Before the id where runs have ended and nothing else changed, which concerns nobody but the study's coordinator. */
const RUNS = "runs ";

/** What is told when runs of a study have ended. */
export const runsEnded = (id: string): string => RUNS + id;

/** @returns The study whose runs ended, undefined where something else was told. */
export const studyOfRuns = (told: string): string | undefined =>
  told.startsWith(RUNS) ? told.slice(RUNS.length) : undefined;

const ADD = `WITH added AS (INSERT INTO study_events (study_id, event) VALUES ($1, $2)) SELECT pg_notify('${STUDY_CHANNEL}', $1::text)`;
const READ = `SELECT id, event FROM study_events WHERE study_id = $1 AND id > $2 ORDER BY id LIMIT 1000`;

/** Adds an event to a study's story and wakes whoever listens, with the caller's transaction. */
export async function addStudyEvent(
  client: Pick<PoolClient, "query">,
  id: string,
  event: StudyEvent,
): Promise<void> {
  await client.query(ADD, [id, JSON.stringify(event)]);
}

/** A study's events after one that is known, oldest first, at most 1,000. */
export async function readStudyEvents(
  db: BarStore,
  id: string,
  after: string,
): Promise<{ readonly id: string; readonly event: StudyEvent }[]> {
  const { rows } = await db.pool.query<{ id: string; event: unknown }>(READ, [id, after]);
  return rows.map((row) => ({ id: row.id, event: studyEvent.parse(row.event) }));
}
