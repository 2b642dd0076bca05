import { backtest, readSettings, type BacktestOptions } from "../../backtest.ts";
import type { Strategy, StrategyParams } from "../../strategy.ts";
import { dearerFees, dearerSlippage } from "./execution-noise.ts";

/** How many times the costs of a run are asked about: none, its own, twice and four times as much. */
export const COST_MULTIPLES: readonly number[] = [0, 1, 2, 4];

/** What a run comes to at so many times its costs; null is "not defined". */
export interface CostLevel {
  readonly times: number;
  readonly totalReturn: number | null;
  readonly sharpe: number | null;
  readonly trades: number;
}

/**
 * Runs a strategy again with its fees and its slippage multiplied: what of its profit only low costs make. Rebates stay as they are.
 *
 * @param options As for `backtest`, whose costs are those that 1 stands for.
 * @param multiples Each 0 or more; a run each.
 * @returns A level for each, in their order.
 * @throws What `backtest` throws.
 * @example table(costSweep(cross, { bars: prices }))
 */
export function costSweep<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: BacktestOptions<P>,
  multiples: readonly number[] = COST_MULTIPLES,
): CostLevel[] {
  const { fees, slippage } = readSettings(options, strategy.prepare(options.params));
  return multiples.map((times) => {
    const costs = { fees: dearerFees(fees, times), slippage: dearerSlippage(slippage, times) };
    const { statistics, trades } = backtest(strategy, { ...options, ...costs });
    const { totalReturn = null, sharpe = null } = statistics;
    return { times, totalReturn, sharpe, trades: trades.length };
  });
}
