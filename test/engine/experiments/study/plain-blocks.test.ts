import { describe, expect, it } from "vitest";
import { backtest } from "#engine/backtest.ts";
import { boundOptions } from "#engine/experiments/study/bound-options.ts";
import { orderOf } from "#engine/experiments/study/order-study.ts";
import { BLOCK_CATALOGUES } from "#engine/experiments/study/plain-blocks.ts";
import { studyRunOptions } from "#engine/experiments/study/study-order.ts";
import { defineFee, fixedBps, percent, stopLoss, volatilityTarget, z } from "#engine/index.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const bars = syntheticMarket({ kind: "trending", bars: 300, seed: 2 });
const BLOCKS = {
  fees: percent({ pct: 0.3 }),
  slippage: fixedBps({ bps: 7 }),
  sizing: volatilityTarget({ targetPct: 12 }),
  risk: [stopLoss({ pct: 4 })],
};
const study = { space: { parameters: { fast: { kind: "int", min: 2, max: 9 } } } } as const;
const SOURCE = { kind: "built-in", name: "ema-crossover" } as const;

describe("the blocks of a study's runs", () => {
  it("travel as plain data, and make the very run that they were given to", () => {
    const { options } = orderOf({ options: { bars, ...BLOCKS, capital: 5_000 }, study }, SOURCE, "s");
    const sent: unknown = JSON.parse(JSON.stringify(options));
    const again = backtest(emaCross, { bars, ...boundOptions(studyRunOptions.parse(sent)) });
    expect(again.resultHash).toBe(backtest(emaCross, { bars, ...BLOCKS, capital: 5_000 }).resultHash);
    expect(again.resultHash).not.toBe(backtest(emaCross, { bars, capital: 5_000 }).resultHash);
  });

  it("of the user's own do not travel, and say where they belong", () => {
    const own = defineFee({
      ...{ kind: "flat", title: "flat", description: "one a trade", params: z.object({}) },
      charge: () => 1,
    });
    const order = () => orderOf({ options: { bars, fees: own() }, study }, SOURCE, "s");
    expect(order).toThrow("fees of your own cannot be sent to the server; put it into the strategy");
  });

  it.each([
    [{ fees: { kind: "percnt", params: {} } }, "did you mean percent?"],
    [{ slippage: { kind: "fixed-bps", params: { bps: -1 } } }, "invalid bps: -1"],
    [{ risk: [{ kind: "stop-loss", params: { pct: 4, more: 1 } }] }, "more"],
  ])("are refused by their catalogue where they are none: %o", (given, words) => {
    expect(studyRunOptions.safeParse(given).error?.message).toContain(words);
  });

  it("come from the catalogues of the engine, every one of which has a block that needs nothing said", () => {
    for (const { blocks } of Object.values(BLOCK_CATALOGUES))
      expect(blocks.some(({ params }) => params.safeParse({}).success)).toBe(true);
  });
});
