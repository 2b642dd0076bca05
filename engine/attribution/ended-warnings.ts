import { isoTime } from "../data/check-bars.ts";
import type { Account } from "../execution/account.ts";
import type { Ledger } from "../execution/ledger.ts";

const WEEK_MS = 7 * 86_400_000;

/** What a run says of holdings whose bars ended more than a week before it did: their value since is a guess. */
export function endedWarnings({ positions }: Account, { time }: Pick<Ledger, "time">): string[] {
  const end = time.at(-1) ?? -Infinity;
  return positions.flatMap(({ symbol, quantity, bars: { closeTime } }) => {
    const last = closeTime.at(-1) ?? Infinity;
    if (quantity === 0 || end - last <= WEEK_MS) return [];
    return [
      `${symbol} is held at its close of ${isoTime(last).slice(0, 10)}, where its bars end; give a delisting to say what became of it`,
    ];
  });
}
