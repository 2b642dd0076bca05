import { simulate, type BacktestOptions } from "../backtest.ts";
import { barsUntil } from "../data/dataset.ts";
import type { Strategy, StrategyParams } from "../strategy.ts";
import { firstDifference, type Difference } from "./compare.ts";

/** A strategy and what it is run with: all that a backtest was called with. */
export interface StrategyRun<P extends StrategyParams = StrategyParams> {
  readonly strategy: Strategy<P>;
  readonly options: BacktestOptions<P>;
}

/**
 * Runs two makings of one strategy over the same bars, those that have closed by `moment`, and tells where they first part.
 *
 * The second was made anew by code that had no later data. Where it decides otherwise, the first holds something that came from the future: a
 * column that another cell computed, a threshold fitted on everything.
 *
 * @param moment UTC ms.
 * @returns Undefined where both agree bit for bit, or where nothing has closed by then. Costs two runs.
 */
export function replayDifference<P extends StrategyParams>(
  original: StrategyRun<P>,
  remade: StrategyRun<P>,
  moment: number,
): Difference | undefined {
  const all = [original.options.bars].flat().map((each) => barsUntil(each, moment));
  const bars = all.filter((each) => each.openTime.length > 0);
  const { from = -Infinity } = original.options;
  if (bars.every(({ openTime }) => (openTime[openTime.length - 1] ?? -Infinity) < from)) return undefined;
  const whole = simulate(original.strategy, { ...original.options, bars }, true);
  const again = simulate(remade.strategy, { ...remade.options, bars }, true);
  return firstDifference(whole, again);
}
