import { afterAll, expect, test } from "vitest";
import { hashBars } from "#engine/data/dataset.ts";
import { listDatasets } from "#server/prices/list-datasets.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { listRetention, previewRule } from "#server/retention/list-retention.ts";
import { saveRule } from "#server/retention/save-rule.ts";
import { sweepBars } from "#server/retention/sweep-bars.ts";
import { getSync } from "#server/sync/list-syncs.ts";
import { runJob } from "#server/sync/run-job.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { quickClock } from "../providers/fake/quick-clock.ts";
import { startFakeProvider } from "../providers/fake/server.ts";

const db = await openCopy();
const market = fakeMarket();
const fake = await startFakeProvider({ market });
afterAll(() => fake.close());
const NOW = Date.UTC(2024, 0, 10, 22);
const clock = quickClock(NOW);
const providers = openProviders(fake.environment, clock);
const YEARS = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2024, 0, 1) };

async function sync(symbols: string[], given: { from?: number; to?: number } = {}) {
  const { id } = await startSync(db, providers, { provider: "tiingo", symbols, ...YEARS, ...given }, NOW);
  await runJob(db, providers, id, { clock });
  return getSync(db, { id });
}
const read = (symbol: string, hash?: string) =>
  readBars(db, { symbol, timeframe: "1d", adjust: "raw", ...(hash === undefined ? {} : { hash }) });

test("without a rule nothing goes", async () => {
  await sync(["KEEP", "SHORT"]);
  await sync(["DEAD"], { to: Date.UTC(2021, 0, 1) });
  expect(await sweepBars(db, NOW)).toEqual([]);
});

test("a rule takes what it said it would, and says so: new versions, bars that are gone, a record", async () => {
  const before = await read("KEEP");
  const old = hashBars(before);
  const horizon = Date.UTC(2023, 0, 10);
  const rule = { timeframe: "1d", keepDays: 365 } as const;
  const said = await previewRule(db, rule, NOW);
  const gone = before.openTime.filter((time) => time < horizon).length;
  const dead = (await read("DEAD")).openTime.length;
  expect(said).toEqual({ before: horizon, series: 3, bars: 2 * gone + dead });
  expect((await read("KEEP")).openTime).toHaveLength(before.openTime.length);

  await saveRule(db, rule);
  expect(await sweepBars(db, NOW)).toEqual([{ timeframe: "1d", ...said }]);
  const kept = await read("KEEP");
  expect([...kept.close]).toEqual([...before.close.subarray(gone)]);
  expect(await read("KEEP", hashBars(kept))).toEqual(kept);
  await expect(read("KEEP", old)).rejects.toThrow(/version .* of KEEP 1d is gone: retention took/);
  expect((await listDatasets(db)).map(({ symbol, bars }) => [symbol, bars])).toEqual([
    ["KEEP", kept.openTime.length],
    ["SHORT", kept.openTime.length],
  ]);
  const { rules, sweeps } = await listRetention(db, NOW);
  expect(rules).toEqual([{ ...rule, before: horizon }]);
  expect(sweeps).toMatchObject([{ timeframe: "1d", before: horizon, series: 3, bars: said.bars }]);
  expect(await sweepBars(db, NOW)).toEqual([]);
});

test("what a rule has taken is not fetched again, what it keeps is", async () => {
  const { from, status, added } = await sync(["KEEP"]);
  expect([from, status, added]).toEqual([Date.UTC(2023, 0, 10), "completed", 0]);
  expect(await sync(["NEW"])).toMatchObject({ added: (await read("KEEP")).openTime.length });
  await expect(sync(["KEEP"], { to: Date.UTC(2022, 0, 1) })).rejects.toThrow("before what retention keeps");
});

test("an interrupted sweep leaves all as it was", async () => {
  await saveRule(db, { timeframe: "1d", keepDays: 100 });
  const before = await read("KEEP");
  const stop = new AbortController();
  stop.abort(new Error("asked to stop"));
  await expect(sweepBars(db, NOW, stop.signal)).rejects.toThrow("asked to stop");
  expect(await read("KEEP")).toEqual(before);
});

test("a rule that is taken away keeps bars for good", async () => {
  await saveRule(db, { timeframe: "1d", keepDays: null });
  expect(await sweepBars(db, NOW + 1e12)).toEqual([]);
});
