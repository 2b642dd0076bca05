import { ServerError } from "#server/errors.ts";

/** How many calls may come. */
export interface CallLimit {
  /** @throws ServerError "too-many-calls" when the caller has used up its calls. */
  take(caller: string): void;
}

const MAX_CALLERS = 10_000;

/**
 * Lets every caller make some calls at once, and as many again evenly over a minute; more are refused.
 *
 * @param perMinute Calls of one caller in a minute, at least 1.
 * @param now The clock, UTC ms.
 */
export function callLimit(perMinute: number, now: () => number = Date.now): CallLimit {
  const callers = new Map<string, { tokens: number; at: number }>();
  return {
    take: (caller) => {
      const time = now();
      const own = callers.get(caller) ?? { tokens: perMinute, at: time };
      const tokens = Math.min(perMinute, own.tokens + ((time - own.at) * perMinute) / 60_000);
      callers.delete(caller); // the longest silent stand first
      callers.set(caller, { tokens: Math.max(0, tokens - 1), at: time });
      if (callers.size > MAX_CALLERS) callers.delete(callers.keys().next().value ?? "");
      if (tokens < 1)
        throw new ServerError("too-many-calls", "too many calls; wait a few seconds and try again");
    },
  };
}
