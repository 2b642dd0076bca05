import { tracked } from "@trpc/server";
import { z } from "zod";
import type { Database } from "#server/db.ts";
import { listenForStudies } from "#server/jobs/listen-for-studies.ts";
import { readStudyEvents } from "./study-events.ts";
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
const ENDED: readonly string[] = ["completed", "failed", "cancelled"];

/** Who waits for which study, over one connection per process and database. */
interface Bell {
  readonly waiting: Set<(id: string) => void>;
}

/** Next loads this module more than once; the bells are one. */
const shared = globalThis as { lookbackStudyBells?: Map<string, Bell> };

function bellOf(db: Database): Bell {
  const { url } = db;
  const bells = (shared.lookbackStudyBells ??= new Map<string, Bell>());
  const known = bells.get(url);
  if (known) return known;
  const waiting = new Set<(id: string) => void>();
  const listening = listenForStudies(url, (id) => {
    for (const tell of [...waiting]) tell(id);
  });
  const bell = { waiting };
  bells.set(url, bell);
  db.onClose(() => {
    bells.delete(url);
    return listening.close();
  });
  return bell;
}

/** Settles when the study has changed, the time is up, or nobody listens any more. */
function change(bell: Bell, study: string, signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    const done = (): void => {
      clearTimeout(timer);
      bell.waiting.delete(tell);
      signal.removeEventListener("abort", done);
      settle();
    };
    const tell = (id: string): void => {
      if (id === study || id === "") done();
    };
    const timer = setTimeout(done, LOOK_MS);
    bell.waiting.add(tell);
    signal.addEventListener("abort", done);
  });
}

/**
 * A study's events from the one after `lastEventId` on, each once and in order, until the study has ended or the client has gone.
 *
 * @param signal Aborted when the client goes.
 */
export async function* followStudy(
  db: Database,
  { id, lastEventId }: z.infer<typeof followStudyInput>,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<ReturnType<typeof tracked<StudyEvent>>> {
  const bell = bellOf(db);
  let after = lastEventId ?? "0";
  while (!signal.aborted) {
    // Asked for before the look: what comes in between is not missed.
    const changed = change(bell, id, signal);
    const events = await readStudyEvents(db, id, after);
    for (const { id: eventId, event } of events) {
      after = eventId;
      yield tracked(eventId, event);
      if (event.type === "status" && ENDED.includes(event.status)) return;
    }
    if (events.length === 0) await changed;
  }
}
