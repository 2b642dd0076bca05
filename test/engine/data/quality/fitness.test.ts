import { describe, expect, test } from "vitest";
import { backtest } from "#engine/backtest.ts";
import { unfitReason } from "#engine/data/quality/fitness.ts";
import { resample } from "#engine/data/resample.ts";
import { emaCrossover } from "#engine/strategies/ema-crossover.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";

const series = { symbol: "AAA", timeframe: "1d" } as const;

describe("a series", () => {
  test.each([
    [{}, true],
    [{ score: 0.5 }, true],
    [{ score: 0.49 }, false],
    [{ score: 0.49, acceptedScore: 0.49 }, true],
    [{ score: 0.6, acceptedScore: 0.49 }, true],
    [{ score: 0.48, acceptedScore: 0.49 }, false],
  ])("of %j may be tested on: %s", (given, isFit) => {
    expect(unfitReason({ ...series, ...given }) === undefined).toBe(isFit);
  });

  test("that is unfit is refused by a backtest, its longer bars too, with what to do about it", () => {
    const unfit = unfitReason({ ...series, score: 0.321 });
    expect(unfit).toBe(
      "low quality of AAA 1d: 32 of 100; repair it on the Data page, or accept it there with a reason",
    );
    const good = syntheticMarket({ kind: "trending", bars: 400 });
    const bad = { ...good, ...(unfit === undefined ? {} : { unfit }) };
    expect(() => backtest(emaCrossover.strategy, { bars: good })).not.toThrow();
    expect(() => backtest(emaCrossover.strategy, { bars: bad })).toThrow("low quality of AAA");
    expect(() => backtest(emaCrossover.strategy, { bars: resample(bad, "1w") })).toThrow(
      "low quality of AAA",
    );
  });
});
