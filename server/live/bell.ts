import type { Database } from "#server/db.ts";
import { listen } from "./listen.ts";

/** Wakes those who wait for something that is told over a channel; one connection per process, database and channel. */
export interface Bell {
  /**
   * Settles when the channel tells of what is waited for, when anything may have changed, when the time is up, or when nobody waits any more.
   *
   * @param about What a telling says: an id, or "" for any.
   */
  rung(about: string, withinMs: number, signal: AbortSignal): Promise<void>;
}

/** Next loads this module more than once; the bells are one. */
const shared = globalThis as { lookbackBells?: Map<string, Bell> };

/** The bell of a database's channel; it ends with the database's connections. */
export function bellOf(db: Database, channel: string): Bell {
  const bells = (shared.lookbackBells ??= new Map<string, Bell>());
  const key = `${channel} ${db.url}`;
  const known = bells.get(key);
  if (known) return known;
  const waiting = new Set<(about: string) => void>();
  const listening = listen(db.url, channel, (about) => {
    for (const tell of [...waiting]) tell(about);
  });
  const bell: Bell = {
    rung: (about, withinMs, signal) => wait(waiting, about, withinMs, signal),
  };
  bells.set(key, bell);
  db.onClose(() => {
    bells.delete(key);
    return listening.close();
  });
  return bell;
}

function wait(
  waiting: Set<(about: string) => void>,
  about: string,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((settle) => {
    const done = (): void => {
      clearTimeout(timer);
      waiting.delete(tell);
      signal.removeEventListener("abort", done);
      settle();
    };
    const tell = (told: string): void => {
      if (about === "" || told === "" || told === about) done();
    };
    const timer = setTimeout(done, withinMs);
    waiting.add(tell);
    signal.addEventListener("abort", done);
  });
}
