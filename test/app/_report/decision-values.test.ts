import { expect, test } from "vitest";
import { backtest, crossover, defineStrategy, ema, syntheticMarket } from "#engine/index.ts";
import { decisionValues } from "#app/_report/decision-values.ts";

const bars = syntheticMarket({ kind: "volatile", bars: 200, seed: 2 });
const result = backtest(
  defineStrategy({
    name: "cross",
    version: "1.0.0",
    indicators: () => ({ fast: ema({ lengthBars: 5 }), slow: ema({ lengthBars: 20 }) }),
    signal: crossover("fast", "slow"),
  }),
  { bars },
);
const [trade] = result.trades;
if (!trade) throw new Error("the market gives a trade");

test("a trade tells what was known at the close before its fill, not at the fill", () => {
  const marked = bars.close.map((_, bar) => bar);
  const known = {
    bars: result.bars,
    indicators: [{ symbol: "SYN", name: "bar", overlay: false, values: marked }],
  };
  const said = decisionValues(known, trade);
  expect(said[0]).toMatch(/^decided at the close of \d{4}-\d{2}-\d{2}$/);
  expect(said).toContain(`bar ${trade.entryBar - 1}`);
  expect(said[1]).toBe(`close ${Number((bars.close[trade.entryBar - 1] ?? NaN).toPrecision(6))}`);
});

test("indicators of another symbol and missing values are left out", () => {
  const values = new Float64Array(200).fill(NaN);
  const known = {
    bars: result.bars,
    indicators: [
      { symbol: "OTHER", name: "x", overlay: false, values: values.map(() => 1) },
      { symbol: "SYN", name: "y", overlay: false, values },
    ],
  };
  expect(decisionValues(known, trade)).toHaveLength(2);
});
