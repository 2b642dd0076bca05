import type { Bars } from "../market/bars.ts";
import type { CorporateAction } from "../market/corporate-actions.ts";
import { adjustBars } from "./adjust.ts";
import { firstAtOrAfter, sliceBars } from "./dataset.ts";

/** A stretch between two splits, and the history until its end in the shares of that stretch. */
export interface ShareBasis {
  /** The first bar of the stretch; it ends where `bars` do. */
  readonly from: number;
  readonly bars: Bars;
}

const known = new WeakMap<Bars, Map<string, readonly ShareBasis[]>>();

/**
 * Raw bars as they looked to whoever stood in each stretch between two splits: earlier prices divided by the ratios since, earlier volumes
 * multiplied. No value depends on a split to come, and no split looks like a fall.
 *
 * @returns One basis, the bars themselves, where no split falls inside them. Remembered per object. O(bars) per split.
 */
export function shareBases(bars: Bars, actions: readonly CorporateAction[]): readonly ShareBasis[] {
  const starts = splitBars(bars, actions);
  if (starts.length === 0) return [{ from: 0, bars }];
  const splits = actions.filter(({ type, symbol }) => type === "split" && symbol === bars.symbol);
  const memory = known.get(bars) ?? new Map<string, readonly ShareBasis[]>();
  known.set(bars, memory);
  const key = JSON.stringify(splits);
  const made = memory.get(key) ?? basesFrom(bars, splits, [0, ...starts]);
  memory.set(key, made);
  return made;
}

/** The bars with which splits go ex, ascending, the first of all left out: nothing comes before it. */
function splitBars(bars: Bars, actions: readonly CorporateAction[]): number[] {
  const found = new Set<number>();
  for (const { type, symbol, exTime } of actions) {
    if (type !== "split" || symbol !== bars.symbol) continue;
    const bar = firstAtOrAfter(bars.openTime, exTime);
    if (bar > 0 && bar < bars.openTime.length) found.add(bar);
  }
  return [...found].sort((a, b) => a - b);
}

function basesFrom(bars: Bars, splits: readonly CorporateAction[], starts: readonly number[]): ShareBasis[] {
  return starts.map((from, index) => {
    const until = sliceBars(bars, 0, starts[index + 1] ?? bars.openTime.length);
    const knownAt = bars.openTime[from] as number;
    return { from, bars: adjustBars(until, splits, { knownAt }) };
  });
}

/** The stretch that a bar belongs to. O(stretches). */
export function basisAt<B extends Pick<ShareBasis, "from">>(bases: readonly B[], bar: number): B {
  let found = bases[0] as B;
  for (const basis of bases) if (basis.from <= bar) found = basis;
  return found;
}
