import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { tracked } from "@trpc/server";
import { z } from "zod";
import type { Database } from "#server/db.ts";
import { bellOf } from "#server/live/bell.ts";
import { listSyncs, listSyncsInput } from "./list-syncs.ts";
import type { SyncProgress } from "./list-syncs.ts";

/** The channel on which the database tells that some sync has changed. */
const SYNC_CHANNEL = "lookback_syncs";
/** Looked for at least so often, should a call have been missed. */
const LOOK_MS = 5_000;
/** No more than four events a second, however quickly pages come in. */
const REST_MS = 250;

/** How many syncs to follow, and the last event that is known: a client that reconnects sends it by itself. */
export const followSyncsInput = listSyncsInput.extend({
  lastEventId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullish(),
});

/**
 * The newest syncs with their progress, at once and then whenever one of them changes, until the client has gone. Every event is the whole list and its
 * id names what is in it: one that comes back is told nothing that it knows, and misses nothing that it must know.
 *
 * @param signal Aborted when the client goes.
 */
export async function* followSyncs(
  db: Database,
  { limit, lastEventId }: z.output<typeof followSyncsInput>,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<ReturnType<typeof tracked<SyncProgress[]>>> {
  const bell = bellOf(db, SYNC_CHANNEL);
  let known = lastEventId;
  while (!signal.aborted) {
    // Asked for before the look: what comes in between is not missed.
    const changed = bell.rung("", LOOK_MS, signal);
    const syncs = await listSyncs(db, { limit });
    const id = nameOf(syncs);
    if (id !== known) yield tracked((known = id), syncs);
    await changed;
    await delay(REST_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** A name of what stands in the list; the time that is left moves by itself and is no part of it. */
function nameOf(syncs: readonly SyncProgress[]): string {
  const facts = JSON.stringify(syncs, (key, value: unknown) => (key === "etaMs" ? undefined : value));
  return createHash("sha256").update(facts).digest("hex").slice(0, 16);
}
