import { simulate, type Run } from "../backtest.ts";
import { firstAtOrAfter, sliceBars } from "../data/dataset.ts";
import type { Bars } from "../market/bars.ts";
import type { StrategyParams } from "../strategy.ts";
import type { AuditTask } from "./task.ts";

/** How much history before its start a run needs for its trades to be what they would be with more. */
export interface WarmupFinding {
  /** What follows from the strategy's indicators. */
  readonly declaredBars: number;
  /** The shortest history of the ladder from which on trades no longer change; null where only the longest gave its trades. */
  readonly suggestedBars: number | null;
  /** The longest history that was tried. */
  readonly historyBars: number;
}

/** Runs of fewer bars have no room for a warm-up and a test. */
const FEWEST_BARS = 20;

/**
 * Warm-up test: opens the account in the middle of the data and gives it more and more history, 0 bars, 1, 2, 4 and so on to all of it, until
 * the trades stop changing. Yields before each run how much of it is done, 0 to 1.
 *
 * @returns Undefined for runs of fewer than 20 bars. Costs about log2(bars) half runs.
 */
export function* warmupTest<P extends StrategyParams>(
  task: AuditTask<P>,
): Generator<number, WarmupFinding | undefined> {
  const { whole } = task;
  const longest = whole.dataset.bars.reduce((a, b) => (b.openTime.length > a.openTime.length ? b : a));
  const count = longest.openTime.length;
  if (count < FEWEST_BARS) return undefined;
  const middle = count >> 1;
  const from = longest.openTime[middle] ?? NaN;
  const ladder = [0];
  for (let history = 1; history < middle; history *= 2) ladder.push(history);
  ladder.push(middle);
  const stories: string[] = [];
  for (const history of ladder) {
    yield stories.length / ladder.length;
    stories.push(storyOf(task, from, longest.openTime[middle - history] ?? NaN));
  }
  const last = stories[stories.length - 1];
  let settled = ladder.length - 1;
  while (settled > 0 && stories[settled - 1] === last) settled -= 1;
  return {
    declaredBars: whole.prepared.warmupOn(longest),
    suggestedBars: settled === ladder.length - 1 ? null : (ladder[settled] ?? null),
    historyBars: middle,
  };
}

/** The trades of a run whose account opens at `from` and whose data begin at `begin`, as text; an error's message where it cannot run. */
function storyOf<P extends StrategyParams>(task: AuditTask<P>, from: number, begin: number): string {
  const bars = task.whole.dataset.bars
    .map((each) => since(each, begin))
    .filter((each) => each.openTime.length > 0);
  try {
    return fillsOf(simulate(task.strategy, { ...task.options, bars, from }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function since(bars: Bars, begin: number): Bars {
  return sliceBars(bars, firstAtOrAfter(bars.openTime, begin), bars.openTime.length);
}

function fillsOf({ account }: Run): string {
  return account.fills
    .map(({ symbol, side, quantity, time }) => `${symbol} ${side * quantity} ${time}`)
    .join("\n");
}
