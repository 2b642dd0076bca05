import { simulate, type Run } from "../backtest.ts";
import { barsUntil } from "../data/dataset.ts";
import type { StrategyParams } from "../strategy.ts";
import { firstDifference, type Difference } from "./compare.ts";
import type { AuditTask } from "./task.ts";
import { withoutFuture } from "./without-future.ts";

/** Runs of this many bars or fewer are cut at every bar. */
export const EVERY_BAR_LIMIT = 300;

/** What the comparison of prefixes came to: how many, and where the shortest that differs does. */
export interface PrefixFinding {
  readonly cuts: number;
  readonly difference: Difference | undefined;
}

/**
 * Prefix test: what was computed, decided, ordered and filled by a moment must be the same when the data end at that moment, for the
 * engine and for code that holds the same arrays.
 *
 * Cuts a short run at every bar, a long one at `wanted` stratified moments (64 at least); after a difference bisects to the shortest
 * prefix that shows one. A leak that shows on few bars may slip between the cuts of a long run. Costs about cuts / 2 runs.
 *
 * Yields before each run how much of it is done, 0 to 1.
 */
export function* prefixTest<P extends StrategyParams>(
  task: AuditTask<P>,
  wanted: number,
): Generator<number, PrefixFinding> {
  const { moments } = task;
  const cuts = chooseCuts(moments.length, wanted);
  let clean = -1;
  for (const [index, cut] of cuts.entries()) {
    yield index / cuts.length;
    const difference = compareAt(task, moments[cut] ?? NaN);
    if (difference) return yield* bisect(task, { clean, cut, difference, cuts: index + 1 });
    clean = cut;
  }
  return { cuts: cuts.length, difference: undefined };
}

/** Indices of the prefixes' last moments: all, or one from each of equal strata by a fixed low-discrepancy jitter. */
function chooseCuts(count: number, wanted: number): number[] {
  if (count <= EVERY_BAR_LIMIT) return Array.from({ length: count }, (_, index) => index);
  const strata = Math.min(count, Math.max(64, Math.trunc(wanted)));
  const golden = 0.6180339887498949;
  return Array.from({ length: strata }, (_, index) => {
    const inside = (index * golden) % 1;
    return Math.floor(((index + inside) * count) / strata);
  });
}

function compareAt<P extends StrategyParams>(
  { strategy, options, whole }: AuditTask<P>,
  moment: number,
): Difference | undefined {
  const bars = whole.dataset.bars
    .map((each) => barsUntil(each, moment))
    .filter((each) => each.openTime.length > 0);
  const { from = -Infinity } = options;
  if (bars.every((each) => (each.openTime[each.openTime.length - 1] ?? NaN) < from)) return undefined;
  let prefix: Run;
  try {
    prefix = withoutFuture([options.bars].flat(), moment, () =>
      simulate(strategy, { ...options, bars }, true),
    );
  } catch (error) {
    // The run on everything went through, so what throws here depends on what comes after.
    const bar = Math.max(...bars.map((each) => each.openTime.length)) - 1;
    const reason = error instanceof Error ? error.message : String(error);
    return { bar, time: moment, what: `error where the data end here: ${reason}`.slice(0, 300) };
  }
  return firstDifference(whole, prefix);
}

interface Found extends PrefixFinding {
  readonly clean: number;
  readonly cut: number;
  readonly difference: Difference;
}

/** Bisects between the last clean prefix and the first that differs. */
function* bisect<P extends StrategyParams>(
  task: AuditTask<P>,
  found: Found,
): Generator<number, PrefixFinding> {
  let { clean, cut, difference, cuts } = found;
  while (cut - clean > 1) {
    yield 1;
    const middle = (clean + cut) >>> 1;
    const earlier = compareAt(task, task.moments[middle] ?? NaN);
    cuts += 1;
    if (earlier) {
      cut = middle;
      difference = earlier;
    } else clean = middle;
  }
  return { cuts, difference };
}
