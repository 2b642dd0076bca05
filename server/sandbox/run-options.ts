import type { BacktestOptions } from "#engine/backtest.ts";
import type { Bars } from "#engine/market/bars.ts";
import { boundOptions } from "#engine/experiments/study/bound-options.ts";
import type { StudyRunOptions } from "#engine/experiments/study/study-order.ts";

/** A study's options as its runs take them; one symbol's bars are given as themselves, as a cell gives them. */
export function runOptionsWith(options: StudyRunOptions, bars: readonly Bars[]): BacktestOptions {
  const [only] = bars;
  return { ...boundOptions(options), bars: only && bars.length === 1 ? only : bars };
}
