import { afterAll, afterEach, describe, expect, test } from "vitest";
import { alwaysOpen, usEquity } from "#engine/market/calendar.ts";
import { hashBars } from "#engine/data/dataset.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { cancelSync } from "#server/sync/cancel-sync.ts";
import { dueSession } from "#server/sync/due-session.ts";
import { getSync } from "#server/sync/list-syncs.ts";
import { gapsOf, repairGaps } from "#server/sync/repair-gaps.ts";
import { runJob } from "#server/sync/run-job.ts";
import { runSchedules, saveSchedule } from "#server/sync/run-schedules.ts";
import { startSync } from "#server/sync/start-sync.ts";
import type { StartSyncInput } from "#server/sync/sync-schemas.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { quickClock } from "../providers/fake/quick-clock.ts";
import { startFakeProvider } from "../providers/fake/server.ts";

const db = await openCopy();
const market = fakeMarket();
const fake = await startFakeProvider({ market });
afterAll(() => fake.close());
afterEach(() => {
  fake.faults.length = fake.calls.length = 0;
});

const clock = quickClock(Date.UTC(2024, 0, 10, 22));
const providers = openProviders(fake.environment, clock);
const YEARS = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2024, 0, 1) };
const FAR = Date.UTC(2030, 0, 1);

async function sync(given: Partial<StartSyncInput> & { symbols: string[] }) {
  const { id } = await startSync(db, providers, { provider: "tiingo", ...YEARS, ...given }, FAR);
  await runJob(db, providers, id, { clock });
  return getSync(db, { id });
}

const closesOf = async (symbol: string, adjust: "raw" | "splits" = "raw") => [
  ...(await readBars(db, { symbol, timeframe: "1d", adjust })).close,
];
const truth = (symbol: string) => market.daily(symbol, YEARS).map((row) => row.close);

describe("a sync", () => {
  test("stores raw bars and actions of every symbol and publishes one version each", async () => {
    const end = await sync({ symbols: ["AAA", "BBB"] });
    expect(end).toMatchObject({
      status: "completed",
      symbols: 2,
      done: 2,
      failed: 0,
      quarantined: 0,
      changed: 0,
      etaMs: 0,
    });
    expect(end.added).toBe(2 * truth("AAA").length);
    expect(await closesOf("AAA")).toEqual(truth("AAA"));
    const split = Date.UTC(2022, 5, 6);
    const adjusted = market.daily("AAA", YEARS).map(({ time, close }) => (time < split ? close / 2 : close));
    expect(await closesOf("AAA", "splits")).toEqual(adjusted);
    expect(await db.prisma.dataVersion.count({ where: { symbol: "AAA" } })).toBe(1);
  });

  test.each(["fmp", "fmp-legacy", "massive", "alpaca", "eodhd", "alpha-vantage"])(
    "from %s ends in the same bars, bit for bit",
    async (provider) => {
      const symbol = `P-${provider}`;
      expect(await sync({ provider, symbols: [symbol] })).toMatchObject({ status: "completed", done: 1 });
      expect(await closesOf(symbol)).toEqual(truth(symbol.replaceAll(".", "-")));
    },
  );

  test("that comes again fetches the last days only and changes nothing", async () => {
    await sync({ symbols: ["AGAIN"] });
    fake.calls.length = 0;
    const end = await sync({ symbols: ["AGAIN"] });
    expect(end).toMatchObject({ added: 0, changed: 0, status: "completed" });
    expect(fake.calls.some((call) => call.includes("startDate=2023-12-22"))).toBe(true);
    expect(end.fetched).toBeLessThan(10);
    expect(await db.prisma.dataVersion.count({ where: { symbol: "AGAIN" } })).toBe(1);
  });

  test("that begins earlier fills in what came before", async () => {
    await sync({ symbols: ["EARLY"], from: Date.UTC(2022, 0, 1) });
    await sync({ symbols: ["EARLY"] });
    expect(await closesOf("EARLY")).toEqual(truth("EARLY"));
  });

  test("sees a late correction: a new version, with the old one still there", async () => {
    await sync({ symbols: ["LATE"] });
    const before = hashBars(await readBars(db, { symbol: "LATE", timeframe: "1d", adjust: "raw" }));
    const old = truth("LATE");
    market.correct("LATE", Date.UTC(2023, 11, 28), 77.5);
    expect(await sync({ symbols: ["LATE"] })).toMatchObject({ added: 0, changed: 1 });
    expect(await closesOf("LATE")).toEqual(truth("LATE"));
    expect(await closesOf("LATE")).toContain(77.5);
    const kept = await readBars(db, { symbol: "LATE", timeframe: "1d", adjust: "raw", hash: before });
    expect([...kept.close]).toEqual(old);
  });

  test("puts bad rows aside with the reason and stores the rest", async () => {
    fake.faults.push({ status: 200, body: [] }); // no actions
    const row = { open: 10, high: 11, low: 9, close: 10, volume: 5 };
    const body = [
      { date: "2023-01-03", ...row },
      { date: "2023-01-04", ...row, high: 8 },
      { date: "2023-01-05", ...row },
    ];
    fake.faults.push({ status: 200, body });
    expect(await sync({ symbols: ["BAD"] })).toMatchObject({ added: 2, quarantined: 1, fetched: 3 });
    expect(
      await db.prisma.quarantinedBar.findMany({
        where: { symbol: "BAD" },
        select: { reason: true, status: true },
      }),
    ).toEqual([{ reason: "high 8 is below low 9; swap or mend them", status: "held" }]);
  });

  test("tells which symbols failed and goes on with the others", async () => {
    fake.faults.push({ status: 404, body: { detail: "Not found." } });
    const end = await sync({ symbols: ["MISS", "NEXT"] });
    expect(end).toMatchObject({ status: "completed", failed: 1, done: 1 });
    expect(end.failures[0]?.error).toContain("Not found.");
  });

  test("of a symbol that the provider has no bars of fails in words and keeps nothing, not even how far it looked", async () => {
    fake.faults.push("empty", "empty");
    const end = await sync({ symbols: ["TYPO"] });
    expect(end).toMatchObject({ status: "failed", failed: 1, done: 0, error: null });
    expect(end.failures[0]?.error).toBe(
      "tiingo has no 1d bars of TYPO from 2020-01-01 to 2023-12-31; check the symbol, or what the key's plan covers",
    );
    expect(await db.prisma.symbol.count({ where: { symbol: "TYPO" } })).toBe(0);
    // A plan that was widened meanwhile brings all of it.
    expect((await sync({ symbols: ["TYPO"] })).added).toBe(truth("TYPO").length);
  });

  test("ends at a refused key, and goes on where it was when it is started again", async () => {
    fake.faults.push(
      ...Array.from({ length: 8 }, () => ({ status: 401, body: { detail: "Invalid token." } })),
    );
    const { id } = await startSync(
      db,
      providers,
      { provider: "tiingo", symbols: ["KEY1", "KEY2"], ...YEARS },
      FAR,
    );
    expect(await runJob(db, providers, id, { clock, lanes: 1 })).toBe("failed");
    expect((await getSync(db, { id })).error).toContain("Invalid token.");
    fake.faults.length = 0;
    expect((await sync({ symbols: ["KEY1"] })).done).toBe(1);
  });

  test("from a provider that nobody can reach ends after a few symbols, says so, and leaves the rest for later", async () => {
    const away = openProviders({ ...fake.environment, TIINGO_URL: "http://127.0.0.1:9" }, clock);
    const symbols = Array.from({ length: 13 }, (_, at) => `AWAY${at}`);
    const { id } = await startSync(db, away, { provider: "tiingo", ...YEARS, symbols }, FAR);
    expect(await runJob(db, away, id, { clock })).toBe("failed");
    const end = await getSync(db, { id });
    expect(end.error).toMatch(/^tiingo could not be reached \(.*\); try again later$/);
    expect(end.failed).toBeLessThan(12);
    expect(await sync({ symbols })).toMatchObject({ status: "completed", done: 13, failed: 0 });
  });

  test("is cancelled while it waits, and refuses to be cancelled twice", async () => {
    const { id } = await startSync(db, providers, { provider: "tiingo", symbols: ["NO"], ...YEARS }, FAR);
    expect(await cancelSync(db, { id })).toEqual({ status: "cancelled" });
    await expect(cancelSync(db, { id })).rejects.toThrow("has ended already");
    expect(await runJob(db, providers, id, { clock })).toBeUndefined();
  });

  test("has one runner, however many try", async () => {
    const { id } = await startSync(db, providers, { provider: "tiingo", symbols: ["ONE"], ...YEARS }, FAR);
    const ends = await Promise.all([1, 2, 3].map(() => runJob(db, providers, id, { clock })));
    expect(ends.filter((end) => end === "completed")).toHaveLength(1);
    expect((await getSync(db, { id })).added).toBe(truth("ONE").length);
  });

  test("repairs the gaps of a series, and nothing else of it", async () => {
    const hole = { from: Date.UTC(2023, 2, 1), to: Date.UTC(2023, 2, 8) };
    const rows = market.daily("HOLE", YEARS).filter(({ time }) => time < hole.from || time >= hole.to);
    fake.faults.push({ status: 200, body: [] });
    fake.faults.push({
      status: 200,
      body: rows.map(({ time, ...row }) => ({ date: new Date(time).toISOString(), ...row })),
    });
    await sync({ symbols: ["HOLE"] });
    expect(gapsOf(await readBars(db, { symbol: "HOLE", timeframe: "1d" }))).toHaveLength(1);
    const { id, gaps } = await repairGaps(db, providers, {
      symbol: "HOLE",
      timeframe: "1d",
      provider: "tiingo",
    });
    // The bars around the gap stay as they are, whatever this provider says of them.
    const whole = truth("HOLE");
    for (const time of [Date.UTC(2023, 1, 28), hole.to]) market.correct("HOLE", time, 77.5);
    await runJob(db, providers, id, { clock });
    expect(await getSync(db, { id })).toMatchObject({ added: 5, changed: 0 });
    expect([gaps, await closesOf("HOLE")]).toEqual([1, whole]);
  });

  test("brings what is known of its symbols up to the provider's lists, those that are gone too", async () => {
    expect(await sync({ provider: "fmp", symbols: ["LIST", "GONE"] })).toMatchObject({
      done: 2,
      error: null,
    });
    expect(await db.prisma.symbol.findUniqueOrThrow({ where: { symbol: "LIST" } })).toMatchObject({
      ...{ name: "Listed Inc", sector: "Energy", exchange: "NYSE", marketCap: 5e9, active: true },
    });
    expect(await db.prisma.symbol.findUniqueOrThrow({ where: { symbol: "GONE" } })).toMatchObject({
      ...{
        name: "Gone Corp",
        active: false,
        delistedOn: new Date("2021-03-05"),
        listedOn: new Date("1999-01-04"),
      },
    });
  });

  test("marks a symbol that trades under another name now", async () => {
    await sync({ symbols: ["FB"] });
    await sync({ provider: "fmp", symbols: ["META"] });
    expect(await db.prisma.symbol.findUniqueOrThrow({ where: { symbol: "FB" } })).toMatchObject({
      ...{ renamedTo: "META", active: false, delistedOn: new Date("2022-06-09") },
    });
  });

  test("of a symbol that is made up is refused: its bars would go on with a company's", async () => {
    await db.prisma.symbol.create({ data: { symbol: "MADE", name: "Made", synthetic: true } });
    const whole = { provider: "tiingo", symbols: ["REAL", "MADE"], ...YEARS };
    await expect(startSync(db, providers, whole, FAR)).rejects.toThrow("MADE is synthetic");
  });

  test.each([
    [{ symbols: [] as string[] }, "symbols"],
    [{ provider: "yahoo" }, "unknown provider"],
    [{ provider: "files" }, "set LOOKBACK_FILES"],
    [{ symbols: undefined, universe: "Nobody" }, "unknown universe: Nobody"],
    [{ timeframe: "1w" as const }, "no 1w bars"],
    [{ from: 5, to: 5 }, "ends before it begins"],
  ])("refuses %j in words", async (given, words) => {
    const whole = { provider: "tiingo", symbols: ["X"], ...YEARS, ...given };
    await expect(startSync(db, providers, whole, FAR)).rejects.toThrow(words);
  });
});

describe("a schedule", () => {
  test.each([
    ["2024-07-03T17:29:00Z", "2024-07-02"], // a half day closes at 13:00 in New York
    ["2024-07-03T17:30:00Z", "2024-07-03"],
    ["2024-07-04T23:00:00Z", "2024-07-03"], // a holiday has no session
    ["2024-11-04T21:29:00Z", "2024-11-01"], // the clocks changed on Sunday
    ["2024-11-04T21:30:00Z", "2024-11-04"],
  ])("at %s is due for the session of %s", (now, session) => {
    expect(dueSession(usEquity, 30, Date.parse(now))).toBe(Date.parse(session) / 86_400_000);
  });

  test("of a market that never closes is due after midnight UTC", () => {
    expect(dueSession(alwaysOpen, 0, Date.UTC(2024, 0, 2))).toBe(Date.UTC(2024, 0, 1) / 86_400_000);
  });

  test("queues one sync per session, whoever looks", async () => {
    const members = { create: [{ symbol: "AAA", memberFrom: new Date(0) }] };
    await db.prisma.universe.create({ data: { name: "Two", kind: "static", members } });
    await saveSchedule(db, { provider: "tiingo", universe: "Two" });
    await saveSchedule(db, { provider: "nobody", universe: "Two" });
    const told: string[] = [];
    const look = (now: number) => runSchedules(db, providers, now, (words) => told.push(words));
    const afterClose = Date.UTC(2024, 0, 9, 22);
    const both = await Promise.all([look(afterClose), look(afterClose)]);
    expect(both.flat()).toHaveLength(1);
    expect(await look(afterClose + 3_600_000)).toEqual([]);
    expect(await look(afterClose + 86_400_000)).toHaveLength(1);
    expect(told[0]).toContain("unknown provider: nobody");
  });

  test("stays due while its universe has nobody, and is queued as soon as it has", async () => {
    await saveSchedule(db, { provider: "tiingo", universe: "Later" });
    const told: string[] = [];
    const look = () => runSchedules(db, providers, Date.UTC(2024, 0, 9, 22), (words) => told.push(words));
    expect(await look()).toEqual([]);
    expect(told.join()).toContain("schedule of Later from tiingo");
    const members = { create: [{ symbol: "AAA", memberFrom: new Date(0) }] };
    await db.prisma.universe.create({ data: { name: "Later", kind: "static", members } });
    expect(await look()).toHaveLength(1);
  });
});
