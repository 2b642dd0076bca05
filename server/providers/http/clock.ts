import { setTimeout as delay } from "node:timers/promises";

/** Time and chance as the HTTP layer uses them, so that tests can turn the hands themselves. */
export interface Clock {
  /** UTC ms. */
  now(): number;
  /** Waits; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted(); // the reason that the caller gave, not the timer's own
      throw error;
    }
  },
  random: () => Math.random(),
};
