import { tracked } from "@trpc/server";
import { z } from "zod";
import type { Database } from "#server/db.ts";
import { bellOf } from "#server/live/bell.ts";
import { readStudyEvents, STUDY_CHANNEL } from "./study-events.ts";
import type { StudyEvent } from "./study-schemas.ts";

/** Which study, and the last event that is known: a client that reconnects sends it by itself. */
export const followStudyInput = z.strictObject({
  id: z.uuid(),
  lastEventId: z
    .string()
    .regex(/^\d{1,19}$/)
    .nullish(),
});

/** Looked for at least so often, should a call have been missed. */
const LOOK_MS = 2_000;
/** A finished study may still be searched on permuted markets. */
const OVER = `SELECT status IN ('completed', 'failed', 'cancelled') AND NOT EXISTS
    (SELECT 1 FROM study_markets WHERE study_id = id AND status IN ('asked', 'queued')) AS over FROM studies WHERE id = $1`;

/**
 * A study's events from the one after `lastEventId` on, each once and in order, until the study and its permutation test have
 * ended or the client has gone.
 *
 * @param signal Aborted when the client goes.
 */
export async function* followStudy(
  db: Database,
  { id, lastEventId }: z.infer<typeof followStudyInput>,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<ReturnType<typeof tracked<StudyEvent>>> {
  const bell = bellOf(db, STUDY_CHANNEL);
  let after = lastEventId ?? "0";
  while (!signal.aborted) {
    // Asked for before the look: what comes in between is not missed.
    const changed = bell.rung(id, LOOK_MS, signal);
    // Before the events: an end is never seen without the event that tells it.
    const { rows } = await db.pool.query<{ over: boolean }>(OVER, [id]);
    const events = await readStudyEvents(db, id, after);
    for (const { id: eventId, event } of events) {
      after = eventId;
      yield tracked(eventId, event);
    }
    if (events.length > 0) continue;
    if (rows[0]?.over !== false) return;
    await changed;
  }
}
