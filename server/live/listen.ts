import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

const REST_MS = 1_000;

/**
 * Listens to a channel of the database (NOTIFY) on a connection of its own, and again after it was lost.
 *
 * @param channel A plain lower-case name.
 * @param heard Gets what was told; an empty text once the line stands (again), when anything may have changed.
 */
export function listen(
  url: string,
  channel: string,
  heard: (about: string) => void,
): { close(): Promise<void> } {
  const stop = new AbortController();
  const listening = keepListening(url, channel, heard, stop.signal);
  return {
    close() {
      stop.abort();
      return listening;
    },
  };
}

async function keepListening(
  url: string,
  channel: string,
  heard: (about: string) => void,
  signal: AbortSignal,
): Promise<void> {
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
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
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
