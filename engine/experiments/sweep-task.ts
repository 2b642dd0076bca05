import type { BacktestOptions } from "../backtest.ts";
import type { Strategy, StrategyParams } from "../strategy.ts";
import type { GridSet } from "./grid.ts";
import type { SharedColumns } from "./shared-columns.ts";

/** A sweep that is ready to run: which sets of which strategy, on what, and the columns to fill, of shape [sets]. */
export interface SweepTask<P extends StrategyParams> {
  readonly strategy: Strategy<P>;
  readonly options: Omit<BacktestOptions<P>, "params">;
  readonly shared: SharedColumns;
  readonly metrics: Readonly<Record<string, Float64Array>>;
  readonly sets: readonly GridSet[];
}
