import type { BacktestOptions } from "../../backtest.ts";
import { bindBlocks } from "./plain-blocks.ts";
import type { StudyRunOptions } from "./study-order.ts";

/**
 * A study's plain options as its runs take them: their blocks made, what is absent left out. Throws as {@link bindBlocks} does.
 *
 * @example backtest(strategies.find("ema-crossover").strategy, { bars: prices, ...boundOptions({ capital: 50_000, slippage: { kind: "fixed-bps", params: { bps: 5 } } }) })
 */
export function boundOptions(options: StudyRunOptions): Omit<BacktestOptions, "bars"> {
  const { fees, slippage, sizing, risk, ...rest } = options;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...bindBlocks({ fees, slippage, sizing, risk }) };
}
