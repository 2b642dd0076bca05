import { barsUntil } from "../data/dataset.ts";
import type { Bars } from "../market/bars.ts";

const COLUMNS = ["open", "high", "low", "close", "volume"] as const;

/**
 * Calls `run` while the caller's own columns hold NaN in every bar that has not closed by `moment`, and puts all back, whatever happens.
 *
 * Strategy code may hold these very arrays (a notebook cell that reads `prices.close[index + 1]`): shorter copies handed to the engine would
 * not take them away from it. Columns in shared memory are left alone, since other threads may be reading them.
 *
 * @param all The bars as the caller gave them, times ascending. O(bars) for each call.
 */
export function withoutFuture<T>(all: readonly Bars[], moment: number, run: () => T): T {
  const restore = all.flatMap((bars) => blank(bars, barsUntil(bars, moment).closeTime.length));
  try {
    return run();
  } finally {
    // The last first: two columns, or two symbols, may be one and the same array.
    for (const each of restore.reverse()) each();
  }
}

/** Blanks the rows from `first` on and gives what undoes it. */
function blank(bars: Bars, first: number): (() => void)[] {
  return COLUMNS.flatMap((name) => {
    const column = bars[name];
    if (!(column.buffer instanceof ArrayBuffer)) return [];
    const kept = column.slice(first);
    column.fill(NaN, first);
    return [() => column.set(kept, first)];
  });
}
