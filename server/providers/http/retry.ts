import type { Clock } from "./clock.ts";

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Tries of one call, the first among them. */
export const MAX_TRIES = 5;
/** The longest wait that a provider may ask for; beyond it the call fails and says until when. */
export const MAX_RETRY_AFTER_MS = 120_000;

/**
 * How long to wait before the next try: uniform between 0 and a ceiling that doubles from half a second ("full jitter").
 *
 * @param tries Tries made so far, from 1.
 * @see Brooker (2015), Exponential backoff and jitter, AWS Architecture Blog.
 */
export function jitterMs(tries: number, clock: Clock): number {
  return clock.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1));
}

/** What a `Retry-After` header asks for in ms, given in seconds or as a date; undefined where it says neither. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
