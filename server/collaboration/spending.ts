/** What one connection may send: so many a second in the long run, and a burst on top of it. */
export interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Counts what a connection spends of its allowance (token bucket).
 *
 * @param now Milliseconds that never go back.
 * @returns Takes an amount; false where it is more than is left.
 */
export function spending({ perSecond, burst }: Allowance, now: () => number): (amount: number) => boolean {
  let left = burst;
  let at = now();
  return (amount) => {
    const moment = now();
    left = Math.min(burst, left + ((moment - at) / 1000) * perSecond);
    at = moment;
    if (left < amount) return false;
    left -= amount;
    return true;
  };
}
