import { afterAll, describe, expect, test } from "vitest";
import { createBars } from "#engine/data/dataset.ts";
import { importBars } from "#server/prices/import-bars.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { refreshBuiltIns } from "#server/universes/built-in-universes.ts";
import { getUniverse } from "#server/universes/get-universe.ts";
import { listUniverses } from "#server/universes/list-universes.ts";
import { listVersions } from "#server/universes/list-versions.ts";
import { previewUniverse } from "#server/universes/preview-universe.ts";
import { saveUniverse } from "#server/universes/save-universe.ts";
import { symbolCondition } from "#server/universes/symbol-condition.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { startFakeProvider } from "../providers/fake/server.ts";

const db = await openCopy();
const fake = await startFakeProvider({ market: fakeMarket() });
afterAll(() => fake.close());
const providers = openProviders(fake.environment);
const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

async function load(symbol: string, price: number, volume: number, sector: string): Promise<void> {
  const openTime = Float64Array.from({ length: 70 }, (_, day) => START + day * DAY);
  const flat = openTime.map(() => price);
  const columns = {
    openTime,
    closeTime: openTime.map((time) => time + DAY),
    open: flat,
    high: flat,
    low: flat,
    close: flat,
  };
  const all = { ...columns, volume: openTime.map((_, day) => (day < 10 ? 1 : volume)) };
  const bars = createBars({ symbol, timeframe: "1d", columns: all, calendar: "24-7" });
  await importBars(db, bars, { source: "test", sector });
}
for (const [at, symbol] of ["AA", "BB", "CC", "DD", "EE"].entries())
  await load(symbol, 4 + at, 1e6 * at, "Energy");
await load("ZZ", 100, 5e6, "Health");
await load("MADE", 60, 1e6, "Energy");
await db.pool.query("UPDATE symbols SET synthetic = true WHERE symbol = 'MADE'");
await db.pool.query("UPDATE symbols SET active = false, delisted_on = '2024-03-01' WHERE symbol = 'EE'");

const symbolsOf = async (name: string, at?: number) =>
  (await getUniverse(db, { name, ...(at === undefined ? {} : { at }) })).members.map(({ symbol }) => symbol);

describe("a universe", () => {
  test.each([
    ["static", { kind: "static", symbols: ["ZZ", "AA"] }, ["AA", "ZZ"]],
    ["by price and volume", { kind: "filter", minPrice: 5, minAverageVolume: 2e6 }, ["CC", "DD", "EE", "ZZ"]],
    ["by sector", { kind: "filter", sectors: ["Health"] }, ["ZZ"]],
    [
      "by condition",
      { kind: "sql", where: "sector = 'Energy' AND (price + 1) * 2 > 10 AND symbol NOT IN ('DD')" },
      ["BB", "CC", "EE"],
    ],
    ["without those that are made up", { kind: "sql", where: "price > 50" }, ["ZZ"]],
    ["with them where it says so", { kind: "sql", where: "synthetic AND price > 50" }, ["MADE"]],
    ["by dates", { kind: "sql", where: "delisted_on >= '2024-01-01' OR name LIKE 'Z%'" }, ["EE", "ZZ"]],
  ] as const)("%s has its members", async (name, definition, members) => {
    await saveUniverse(db, providers, { name, definition: structuredClone(definition) as never });
    expect(await symbolsOf(name)).toEqual(members);
  });

  test("is looked at before it is saved: who belongs at a moment, and who has no bars yet", async () => {
    const definition = { kind: "static" as const, symbols: ["AA", "EE", "NOBARS"] };
    const now = await previewUniverse(db, providers, { definition, at: Date.UTC(2024, 3, 1) });
    expect(now).toMatchObject({ members: 3, present: 2, survivorshipFree: true, bare: ["NOBARS"] });
    const then = await previewUniverse(db, providers, { definition, at: Date.UTC(2024, 1, 1) });
    expect(then.first.map(({ symbol }) => symbol)).toEqual(["AA", "EE", "NOBARS"]);
    expect(await listVersions(db, { name: "unsaved" })).toEqual([]);
    await saveUniverse(db, providers, { name: "watched", definition });
    await saveUniverse(db, providers, { name: "watched", definition: { ...definition, symbols: ["AA"] } });
    expect(await listVersions(db, { name: "watched" })).toMatchObject([
      { version: 2, members: 1, survivorshipFree: false },
      { version: 1, members: 3, survivorshipFree: true },
    ]);
  });

  test("of an index knows who belonged when, those that left among them", async () => {
    const saved = await saveUniverse(db, providers, {
      name: "Index",
      definition: { kind: "index", provider: "fmp", index: "sp500" },
    });
    expect(saved).toMatchObject({ members: 3, survivorshipFree: true, version: 1 });
    expect(await symbolsOf("Index", Date.UTC(2022, 0, 3))).toEqual(["AAA", "OLD"]);
    expect(await symbolsOf("Index", Date.UTC(2022, 2, 1))).toEqual(["AAA", "NEW"]);
  });

  test("gets a new version when it changed, and keeps the old one", async () => {
    const save = (symbols: string[]) =>
      saveUniverse(db, providers, { name: "Mine", definition: { kind: "static", symbols } });
    expect(await save(["AA"])).toMatchObject({ version: 1, isNew: true, survivorshipFree: false });
    expect(await save(["AA"])).toMatchObject({ version: 1, isNew: false });
    const both = await Promise.all([save(["AA", "BB"]), save(["AA", "BB"])]);
    expect(both.map(({ version }) => version)).toEqual([2, 2]);
    expect((await getUniverse(db, { name: "Mine", version: 1 })).members).toHaveLength(1);
    expect((await listUniverses(db)).find(({ name }) => name === "Mine")).toMatchObject({
      version: 2,
      members: 2,
    });
  });

  test("that follows from what is loaded is made by itself", async () => {
    expect(await refreshBuiltIns(db, providers)).toEqual(["All symbols", "Liquid", "Energy"]);
    expect(await symbolsOf("Liquid")).toEqual(["BB", "CC", "DD", "EE", "ZZ"]);
  });

  test("that nobody fits is refused", async () => {
    const definition = { kind: "sql" as const, where: "price > 1000000" };
    await expect(saveUniverse(db, providers, { name: "None", definition })).rejects.toThrow("no symbol fits");
  });
});

describe("a condition", () => {
  test.each([
    ["1 = 1; DROP TABLE prices", ";"],
    ["symbol IN (SELECT symbol FROM accounts)", "SELECT"],
    ["pg_read_file('/etc/passwd') = ''", "pg"],
    ["price (1) = 1", "price("],
    ["symbol = 'A' -- ", "--"],
    ["symbol = 'A' /* x", "x"],
    ["password = 'x'", "password"],
    ["symbol = $1", "$1"],
    ['"symbol" = 1', '"symbol"'],
    ["symbol = 'open", "'open"],
  ])("refuses %s", async (where, what) => {
    const saved = saveUniverse(db, providers, { name: "Evil", definition: { kind: "sql", where } });
    await expect(saved).rejects.toMatchObject({ code: "bad-request" });
    if (what !== "--" && what !== "x") expect(() => symbolCondition(where)).toThrow(what);
  });

  test.each(["price >", "price = 'five'", "AND", "price BETWEEN 1"])(
    "tells what is no condition: %s",
    async (where) => {
      const saved = saveUniverse(db, providers, { name: "Broken", definition: { kind: "sql", where } });
      await expect(saved).rejects.toMatchObject({ code: "bad-request" });
    },
  );

  test("puts every text and number into parameters", () => {
    expect(symbolCondition("name = 'O''Neil' AND price >= 1.5e2")).toEqual({
      sql: "name = $1::text AND price >= $2::float8",
      values: ["O'Neil", 150],
    });
  });
});
