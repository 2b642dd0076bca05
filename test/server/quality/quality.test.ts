import { afterAll, afterEach, describe, expect, test } from "vitest";
import { listDatasets } from "#server/prices/list-datasets.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { acceptSeries } from "#server/quality/accept-series.ts";
import { crossCheck } from "#server/quality/cross-check.ts";
import { decideHeld } from "#server/quality/decide-held.ts";
import { getSeriesQuality } from "#server/quality/get-series-quality.ts";
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
afterEach(() => void (fake.faults.length = 0));
const clock = quickClock(Date.UTC(2024, 0, 10, 22));
const providers = openProviders(fake.environment, clock);
const YEAR = { from: Date.UTC(2023, 0, 1), to: Date.UTC(2024, 0, 1) };

type Row = ReturnType<typeof market.daily>[number];
async function load(symbol: string, change: (rows: Row[]) => Row[]): Promise<void> {
  const body = change(market.daily(symbol, YEAR)).map(({ time, ...row }) => ({
    date: new Date(time).toISOString(),
    ...row,
  }));
  fake.faults.push({ status: 200, body: [] }, { status: 200, body });
  const { id } = await startSync(db, providers, { provider: "tiingo", symbols: [symbol], ...YEAR }, YEAR.to);
  await runJob(db, providers, id, { clock });
}

describe("the record of a series' quality", () => {
  test("tells score, findings with their times, coverage by month and versions", async () => {
    const print = Date.UTC(2023, 6, 12);
    await load("GAP", (rows) =>
      rows
        .filter(({ time }) => time < Date.UTC(2023, 2, 1) || time >= Date.UTC(2023, 2, 8))
        .map((row) => (row.time === print ? { ...row, open: 900, high: 901, low: 899, close: 900 } : row)),
    );
    const quality = await getSeriesQuality(db, { symbol: "GAP", timeframe: "1d" });
    expect(quality.score).toBeLessThan(0.95);
    expect(quality.findings.map(({ check }) => check)).toEqual(["bad-print", "missing-bars"]);
    expect(quality.foundAt["bad-print"]).toEqual([Date.UTC(2023, 6, 12, 13, 30)]);
    expect(quality.coverage.filter(({ sessions, present }) => present < sessions)).toEqual([
      { month: "2023-03", sessions: 23, present: 18 },
    ]);
    expect(quality.coverage).toHaveLength(12);
    expect(quality.versions).toMatchObject([{ source: "tiingo", changed: 0, quarantined: 0 }]);
  });

  test("keeps a person's decision about a held bar, and the bar that it mends", async () => {
    const days = [Date.UTC(2023, 4, 2), Date.UTC(2023, 4, 3)];
    await load("HELD", (rows) =>
      rows.map((row) =>
        row.time === days[0]
          ? { ...row, high: row.low - 1 }
          : row.time === days[1]
            ? { ...row, close: -1 }
            : row,
      ),
    );
    const { held } = await getSeriesQuality(db, { symbol: "HELD", timeframe: "1d" });
    expect(held.map(({ status }) => status)).toEqual(["held", "held"]);
    const [bad = "", wide = ""] = held.map(({ id }) => id);
    await expect(decideHeld(db, { id: bad, decision: "mend", reason: "why not" })).rejects.toThrow(
      "no prices to mend",
    );
    await decideHeld(db, { id: bad, decision: "drop", reason: "no such price" });
    await decideHeld(db, { id: wide, decision: "mend", reason: "as another vendor has it" });
    await expect(decideHeld(db, { id: wide, decision: "drop", reason: "again" })).rejects.toThrow(
      "decided already",
    );
    const after = await getSeriesQuality(db, { symbol: "HELD", timeframe: "1d" });
    expect(after.held.map(({ status }) => status).toSorted()).toEqual(["dropped", "mended"]);
    expect(after.overrides).toMatchObject([{ kind: "mended-bar", reason: "as another vendor has it" }]);
    expect(after.versions).toHaveLength(2);
    const bars = await readBars(db, { symbol: "HELD", timeframe: "1d" });
    expect(bars.close.length).toBe(market.daily("HELD", YEAR).length - 1);
  });

  test("keeps a person's word for a series", async () => {
    await acceptSeries(db, { symbol: "GAP", timeframe: "1d", reason: "the gap was a halt" });
    expect((await getSeriesQuality(db, { symbol: "GAP", timeframe: "1d" })).overrides).toMatchObject([
      { kind: "accepted" },
    ]);
    const dataset = (await listDatasets(db)).find(({ symbol }) => symbol === "GAP");
    expect(dataset?.overrides).toEqual(["accepted: the gap was a halt"]);
    expect(dataset?.acceptedScore).toBe(dataset?.score);
  });
});

describe("a cross-check", () => {
  test("finds nothing where two providers agree, and the bars where they do not", async () => {
    await load("SAME", (rows) => rows);
    const check = () => crossCheck(db, providers, { symbol: "SAME", timeframe: "1d", provider: "eodhd" });
    expect(await check()).toEqual({ common: 250, differing: 0, finding: null });
    await load("OTHER", (rows) =>
      rows.map((row, at) => (at % 10 === 0 ? { ...row, close: row.close * 1.001 } : row)),
    );
    const other = await crossCheck(db, providers, { symbol: "OTHER", timeframe: "1d", provider: "eodhd" });
    expect(other.finding).toMatchObject({ check: "sources-differ", count: 25 });
    await crossCheck(db, providers, { symbol: "OTHER", timeframe: "1d", provider: "tiingo" });
    const { comparisons } = await getSeriesQuality(db, { symbol: "OTHER", timeframe: "1d" });
    expect(comparisons).toMatchObject([
      { provider: "eodhd", common: 250, differing: 25 },
      { provider: "tiingo", common: 250, differing: 25 },
    ]);
  });
});
