import { expect, test } from "vitest";
import { defineStrategy, ema, hold, rsi, syntheticMarket } from "#engine/index.ts";
import { backtestResult } from "#engine/result.ts";
import { backtest } from "#workers/cells/engine-scope.ts";
import { isPrice, reportIndicators } from "#workers/cells/report-indicators.ts";

const bars = syntheticMarket({ kind: "trending", bars: 300, seed: 5 });
const watcher = defineStrategy({
  name: "watcher",
  version: "1.0.0",
  params: {},
  indicators: () => ({ slow: ema({ lengthBars: 50 }), heat: rsi({ lengthBars: 14 }) }),
  signal: () => hold(),
});

test("a result's indicators are those of its strategy on its bars, prices over the candles and others apart", () => {
  const result = backtest(watcher, { bars });
  const indicators = reportIndicators(result) ?? [];
  expect(indicators.map(({ name, overlay }) => [name, overlay])).toEqual([
    ["slow", true],
    ["heat", false],
  ]);
  expect(indicators[0]?.values).toEqual(ema.compute(bars, { lengthBars: 50 }));
  expect(backtestResult.safeParse({ ...result, indicators }).success).toBe(true);
  expect(reportIndicators({ ...result })).toBeUndefined();
});

test("a column without a value is no price", () => {
  expect(isPrice(Float64Array.of(NaN, NaN), Float64Array.of(1, 2))).toBe(false);
});
