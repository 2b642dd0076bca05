import { backtest } from "#engine/backtest.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

/** Few, so that a message waits for no more than one short run. */
const BARS = 400;
const RUNS = 4;

/**
 * Runs small backtests on generated bars, yielding after each. The browser compiles a function when it is first called, and
 * better when it was called often: the first backtest of a page takes four times as long as the ones after it.
 */
export function* warmEngine(): Generator<void> {
  const { strategy } = strategies.find("ema-crossover");
  const bars = syntheticMarket({ kind: "trending", bars: BARS });
  yield;
  for (let run = 0; run < RUNS; run++) {
    backtest(strategy, { bars });
    yield;
  }
}
