import { expect, test } from "vitest";
import { barsOpenedBefore } from "#engine/data/dataset.ts";
import { openSharedColumns } from "#engine/experiments/shared-columns.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import { syntheticUniverse } from "#engine/synthetic/universe.ts";

const [{ bars: first }, { bars: second }] = syntheticUniverse() as [
  ReturnType<typeof syntheticUniverse>[number],
  ReturnType<typeof syntheticUniverse>[number],
];
const sma = (lengthBars: number) => indicators.find("sma").of({ lengthBars });
const bytesOfOne = first.close.byteLength;

test("runs of one setting share its columns, whatever made the setting, and they are the bits of a computation", () => {
  const shared = openSharedColumns();
  const columns = shared.columnsOf(sma(20), first);
  expect(shared.columnsOf(sma(20), first)).toBe(columns);
  expect(columns).toEqual(computeIndicator(sma(20), first));
  expect(shared.bytes).toBe(bytesOfOne);
});

test("another setting, place, symbol, end of the bars or company is another column", () => {
  const shared = openSharedColumns();
  const early = barsOpenedBefore(first, first.openTime[500] ?? 0);
  const benchmark = indicators.find("beta").of({ lengthBars: 20, benchmark: second.symbol });
  const asked = [
    shared.columnsOf(sma(20), first),
    shared.columnsOf(sma(21), first),
    shared.columnsOf(indicators.find("sma").of({ lengthBars: 20 }, { source: "open" }), first),
    shared.columnsOf(sma(20), second),
    shared.columnsOf(sma(20), early),
    shared.columnsOf(benchmark, first, [first, second]),
    shared.columnsOf(benchmark, first, [first, barsOpenedBefore(second, second.openTime[900] ?? 0)]),
  ];
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked[4]?.["value"]).toHaveLength(500);
});

test("the longest unused columns are dropped, so that a search of any length keeps within its bytes", () => {
  const shared = openSharedColumns(3 * bytesOfOne);
  const kept = shared.columnsOf(sma(5), first);
  for (const length of [6, 7, 8, 9, 10]) {
    shared.columnsOf(sma(length), first);
    expect(shared.columnsOf(sma(5), first)).toBe(kept);
    expect(shared.bytes).toBeLessThanOrEqual(3 * bytesOfOne);
  }
  const again = shared.columnsOf(sma(6), first);
  expect(again).toEqual(computeIndicator(sma(6), first));
  expect(openSharedColumns(8).columnsOf(sma(5), first)).toEqual(kept);
});
