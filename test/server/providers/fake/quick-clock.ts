import type { Clock } from "#server/providers/http/clock.ts";

/** A clock whose sleepers wake at once and find the time passed; chance is always one half. */
export function quickClock(start = Date.UTC(2024, 0, 10)): Clock & { slept: number[] } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
    random: () => 0.5,
  };
}
