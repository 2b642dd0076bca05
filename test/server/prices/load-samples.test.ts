import { expect, test } from "vitest";
import { listDatasets } from "#server/prices/list-datasets.ts";
import { loadSamples } from "#server/prices/load-samples.ts";
import { ROOT } from "#server/setup/root.ts";
import { openCopy } from "../open-copy.ts";

test("the samples are two real series and a hundred synthetic ones, loaded once", async () => {
  const db = await openCopy();
  expect(await loadSamples(db, ROOT)).toHaveLength(102);
  const datasets = await listDatasets(db);
  expect(datasets.slice(0, 2).map(({ symbol, bars, synthetic }) => ({ symbol, bars, synthetic }))).toEqual([
    { symbol: "AAPL", bars: 1260, synthetic: false },
    { symbol: "SP500", bars: 5105, synthetic: false },
  ]);
  const rest = datasets.slice(2);
  expect(rest).toHaveLength(100);
  expect(
    rest.every(({ synthetic, name, sector }) => synthetic && name.startsWith("Synthetic") && sector),
  ).toBe(true);
  expect(await loadSamples(db, ROOT)).toEqual([]);
});
