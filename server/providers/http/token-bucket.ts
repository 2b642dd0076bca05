import type { SharedTokens } from "#server/operations/shared-tokens.ts";
import type { Clock } from "./clock.ts";

/** Calls that a key may still make; calls wait their turn in the order they asked. */
export interface TokenBucket {
  /** Waits for one token. */
  take(signal?: AbortSignal): Promise<void>;
  /** Lets nobody through before this moment (UTC ms): the provider said so. */
  holdUntil(time: number): void;
}

/** A key's bucket among those that processes share; the name tells keys apart and is none. */
export interface SharedKey {
  readonly tokens: SharedTokens;
  readonly name: string;
}

const MINUTE_MS = 60_000;
/** Share of a minute's calls that may go out at once; the rest trickles in. */
const BURST_SHARE = 0.5;

/**
 * A token bucket that never lets more than `perMinute` calls through in any sixty seconds: what it holds when full and what
 * flows in within a minute sum to the limit.
 *
 * @param perMinute Calls per minute that the provider allows the key, at least 1.
 * @param shared The same bucket for all processes that call with the key; while it cannot be asked each keeps the limit alone.
 */
export function tokenBucket(perMinute: number, clock: Clock, shared?: SharedKey): TokenBucket {
  const capacity = Math.max(1, Math.floor(perMinute * BURST_SHARE));
  const perMs = Math.max(perMinute - capacity, perMinute * (1 - BURST_SHARE)) / MINUTE_MS;
  let tokens = capacity;
  let filledAt = clock.now();
  let heldUntil = 0;
  let turn: Promise<void> = Promise.resolve();
  const waitOne = async (signal?: AbortSignal): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted();
      const now = clock.now();
      tokens = Math.min(capacity, tokens + (now - filledAt) * perMs);
      filledAt = now;
      const waitMs = Math.max(heldUntil - now, tokens >= 1 ? 0 : (1 - tokens) / perMs);
      if (waitMs <= 0) break;
      await clock.sleep(Math.ceil(waitMs), signal);
    }
    tokens -= 1;
    if (shared) await waitForShared(shared, { capacity, perMs }, clock, signal);
  };
  return {
    take: (signal) => {
      const mine = turn.then(() => waitOne(signal));
      turn = mine.catch(() => undefined); // one that gave up lets the next one through
      return mine;
    },
    holdUntil: (time) => {
      heldUntil = Math.max(heldUntil, time);
      shared?.tokens.hold({ name: shared.name, capacity, perMs }, time - clock.now());
    },
  };
}

async function waitForShared(
  { tokens, name }: SharedKey,
  size: { readonly capacity: number; readonly perMs: number },
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    const grant = await tokens.take({ name, ...size }, 1);
    if (!grant || grant.given > 0) return;
    await clock.sleep(grant.waitMs, signal);
  }
}
