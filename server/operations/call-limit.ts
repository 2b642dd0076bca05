import { hashText } from "#engine/hash.ts";
import { ServerError } from "#server/errors.ts";
import type { SharedTokens } from "./shared-tokens.ts";

/** How many calls may come. */
export interface CallLimit {
  /** @throws ServerError "too-many-calls" when the caller has used up its calls. */
  take(caller: string): Promise<void>;
}

const MAX_CALLERS = 10_000;
const MINUTE_MS = 60_000;
/** Calls that a process takes from the shared bucket at once: one question to Redis for so many. */
const LEASE = 50;

interface Caller {
  tokens: number;
  at: number;
  /** Calls that were taken from the shared bucket and not made yet. */
  leased: number;
  /** The question for more of them, while it is under way; false where nobody can say. */
  asked: Promise<boolean> | undefined;
}

/**
 * Lets every caller make some calls at once, and as many again evenly over a minute; more are refused.
 *
 * @param perMinute Calls of one caller in a minute, at least 1.
 * @param now The clock, UTC ms.
 * @param shared Where all processes keep count together; without it, or while it is away, each counts alone.
 */
export function callLimit(perMinute: number, now: () => number = Date.now, shared?: SharedTokens): CallLimit {
  const callers = new Map<string, Caller>();
  const size = { capacity: perMinute, perMs: perMinute / MINUTE_MS };
  const callerOf = (name: string): Caller => {
    const known = callers.get(name) ?? { tokens: perMinute, at: now(), leased: 0, asked: undefined };
    callers.delete(name); // the longest silent stand first
    callers.set(name, known);
    if (callers.size > MAX_CALLERS) callers.delete(callers.keys().next().value ?? "");
    return known;
  };
  const lease = async (caller: Caller, name: string, tokens: SharedTokens): Promise<boolean> => {
    const bucket = { name: `calls/${hashText(name)}`, ...size };
    const grant = await tokens.take(bucket, Math.min(LEASE, perMinute));
    caller.leased += grant?.given ?? 0;
    caller.asked = undefined;
    if (grant?.given === 0) throw tooMany();
    return grant !== undefined;
  };
  return {
    take: async (name) => {
      const caller = callerOf(name);
      spend(caller, perMinute, now());
      if (!shared) return;
      while (caller.leased < 1) {
        // Calls that come together share one question.
        caller.asked ??= lease(caller, name, shared);
        if (!(await caller.asked)) return;
      }
      caller.leased -= 1;
    },
  };
}

function spend(caller: Caller, perMinute: number, time: number): void {
  const tokens = Math.min(perMinute, caller.tokens + ((time - caller.at) * perMinute) / MINUTE_MS);
  Object.assign(caller, { tokens: Math.max(0, tokens - 1), at: time });
  if (tokens < 1) throw tooMany();
}

function tooMany(): ServerError {
  return new ServerError("too-many-calls", "too many calls; wait a few seconds and try again");
}
