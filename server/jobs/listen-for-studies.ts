import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { STUDY_CHANNEL } from "#server/studies/study-events.ts";

const REST_MS = 1_000;

/**
 * Listens for changes of studies on a connection of its own, and again after it was lost.
 *
 * @param heard Gets the study's id; an empty one after a connection was lost, when anything may have changed.
 */
export function listenForStudies(url: string, heard: (id: string) => void): { close(): Promise<void> } {
  const stop = new AbortController();
  const listening = listen(url, heard, stop.signal);
  return {
    close() {
      stop.abort();
      return listening;
    },
  };
}

async function listen(url: string, heard: (id: string) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: url });
    const lost = new Promise<void>((settle) => {
      client.on("error", () => settle());
      client.on("end", () => settle());
      signal.addEventListener("abort", () => settle());
    });
    try {
      client.on("notification", ({ payload = "" }) => heard(payload));
      await client.connect();
      await client.query(`LISTEN ${STUDY_CHANNEL}`);
      heard("");
      await lost;
    } catch {
      // The database is away; whoever waits is also woken by time.
    } finally {
      await client.end().catch(() => undefined);
    }
    await delay(REST_MS, undefined, { signal }).catch(() => undefined);
  }
}
