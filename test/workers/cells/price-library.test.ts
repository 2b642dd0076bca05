import { afterAll, expect, test } from "vitest";
import { backtest } from "#engine/backtest.ts";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import { emaCrossover } from "#engine/strategies/ema-crossover.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import { PriceLibrary } from "#workers/cells/price-library.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";

const market = syntheticMarket({ kind: "trending", bars: 300, symbol: "BAD" });
const warehouse = await openNodeWarehouse();
afterAll(() => warehouse.interrupt());

const libraryOf = (given: Partial<DatasetInfo>) => {
  const info = { symbol: "BAD", name: "Bad", timeframe: "1d", bars: 300, from: 0, to: 1 } as const;
  const dataset: DatasetInfo = { ...info, source: "test", synthetic: false, ...given };
  return new PriceLibrary(warehouse, {
    loadBars: () => Promise.resolve(barsToIpc(market)),
    listDatasets: () => Promise.resolve([dataset]),
  });
};

test("bars of low quality are read and looked at, and not tested on", async () => {
  const bars = await libraryOf({ score: 0.2 }).bars("BAD");
  expect(bars.close).toEqual(market.close);
  expect(() => backtest(emaCrossover.strategy, { bars })).toThrow("low quality of BAD 1d: 20 of 100");
});

test("bars that a person has accepted are tested on, and the manifest says that and why", async () => {
  const overrides = ["accepted: the exchange was closed"];
  const bars = await libraryOf({ score: 0.2, acceptedScore: 0.2, overrides }).bars("BAD");
  const { manifest } = backtest(emaCrossover.strategy, { bars });
  expect(manifest.data[0]?.overrides).toEqual(overrides);
});
