import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjustBars } from "#engine/data/adjust.ts";
import { createBars, hashBars } from "#engine/data/dataset.ts";
import type { Bars } from "#engine/market/bars.ts";
import type { CorporateAction } from "#engine/market/corporate-actions.ts";
import { importBars, upsertSymbol } from "#server/prices/import-bars.ts";
import { pricesVersion } from "#server/prices/prices-version.ts";
import { readBars, readBarsIpc } from "#server/prices/read-bars.ts";
import { inTransaction, withSeriesLock } from "#server/prices/series-lock.ts";
import { writeActions } from "#server/prices/write-actions.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** Bars on any days of a market that never closes. */
function barsOf(symbol: string, closes: ReadonlyMap<number, number>): Bars {
  const days = [...closes].toSorted(([a], [b]) => a - b);
  const close = Float64Array.from(days, ([, price]) => price);
  const openTime = Float64Array.from(days, ([day]) => START + day * DAY);
  const columns = {
    openTime,
    closeTime: openTime.map((time) => time + DAY),
    open: close,
    high: close,
    low: close,
    close,
  };
  return createBars({ symbol, timeframe: "1d", columns: { ...columns, volume: close }, calendar: "24-7" });
}

const loads = fc.array(
  fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 1,
    maxLength: 6,
    selector: ([day]) => day,
  }),
  { minLength: 1, maxLength: 5 },
);

describe("data versions", () => {
  test("every state that a series ever had reads back bit for bit under its hash", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(loads, async (given) => {
        const symbol = `V${run++}`;
        const known = new Map<number, number>();
        const states = new Map<string, Bars>();
        for (const load of given) {
          for (const [day, close] of load) known.set(day, close);
          const { hash } = await importBars(db, barsOf(symbol, new Map(load)), { source: "test" });
          const state = barsOf(symbol, known);
          expect(hash).toBe(hashBars(state));
          states.set(hash, state);
        }
        for (const [hash, state] of states) {
          const read = await readBars(db, { symbol, timeframe: "1d", hash });
          expect(hashBars(read)).toBe(hash);
          expect([...read.close]).toEqual([...state.close]);
        }
      }),
      { numRuns: 20, seed: 11 },
    );
  });

  test("what is written is not read before it is published", async () => {
    await importBars(db, barsOf("HALF", new Map([[0, 1]])), { source: "test" });
    const { writeBars } = await import("#server/prices/write-bars.ts");
    const { nextVersion } = await import("#server/prices/data-version.ts");
    const later = barsOf(
      "HALF",
      new Map([
        [0, 2],
        [1, 3],
      ]),
    );
    await withSeriesLock(db, later, async (client) => {
      const version = await nextVersion(client);
      const written = inTransaction(client, () => writeBars(client, later, { source: "test", version }));
      expect(await written).toEqual({ added: 1, changed: 1 });
    });
    expect([...(await readBars(db, { symbol: "HALF", timeframe: "1d" })).close]).toEqual([1]);
  });

  test("an unknown version is refused in words", async () => {
    const request = { symbol: "HALF", timeframe: "1d", hash: "0".repeat(64) } as const;
    await expect(readBars(db, request)).rejects.toThrow("unknown version of HALF 1d: 000000000000");
  });

  test("all together and each series have a name that changes with their own bars alone", async () => {
    const write = (symbol: string, price: number) =>
      importBars(db, barsOf(symbol, new Map([[0, price]])), { source: "test" });
    await write("NAMED", 1);
    const before = await pricesVersion(db);
    await write("OTHER", 1);
    const after = await pricesVersion(db);
    expect(after.version).not.toBe(before.version);
    expect(after.series).toEqual({ ...before.series, "OTHER 1d": after.series["OTHER 1d"] });
    await write("NAMED", 2);
    const changed = await pricesVersion(db);
    expect(changed.series["NAMED 1d"]).not.toBe(before.series["NAMED 1d"]);
    expect(changed.series["OTHER 1d"]).toBe(after.series["OTHER 1d"]);
  });

  test("each carries the score of its quality", async () => {
    const jump = new Map(
      Array.from({ length: 40 }, (_, day) => [day, day === 20 ? 50 : 10 + (day % 2) / 10] as const),
    );
    const { hash } = await importBars(db, barsOf("JUMP", jump), { source: "test" });
    const row = await db.prisma.dataVersion.findFirstOrThrow({ where: { hash } });
    expect(row.score).toBeLessThan(1);
    expect(row.findings).toMatchObject([{ check: "bad-print", count: 1, bars: [20] }]);
  });
});

describe("adjusted series", () => {
  const bars = barsOf(
    "ACT",
    new Map([
      [0, 100],
      [1, 50],
      [2, 49],
    ]),
  );
  const split: CorporateAction = { type: "split", symbol: "ACT", exTime: START + DAY, ratio: 2 };
  const dividend: CorporateAction = { type: "dividend", symbol: "ACT", exTime: START + 2 * DAY, amount: 1 };
  const store = (actions: CorporateAction[]) =>
    withSeriesLock(db, bars, (client) =>
      inTransaction(client, async () => {
        await upsertSymbol(client, "ACT", {});
        return writeActions(client, "ACT", { from: 0, to: START + 100 * DAY }, actions, "test");
      }),
    );
  const closes = async (adjust: "raw" | "splits" | "total-return", more = {}) => [
    ...(await readBars(db, { symbol: "ACT", timeframe: "1d", adjust, ...more })).close,
  ];

  test("are derived on read from raw bars and the actions as they are known", async () => {
    const { hash } = await importBars(db, bars, { source: "test" });
    expect(await store([split, dividend])).toBe(true);
    expect(await store([split, dividend])).toBe(false);
    expect(await closes("raw")).toEqual([100, 50, 49]);
    expect(await closes("splits")).toEqual([50, 50, 49]);
    expect(await closes("total-return")).toEqual([
      ...adjustBars(bars, [split, dividend], { dividends: true }).close,
    ]);
    expect(await closes("splits", { from: START, to: START + DAY })).toEqual([50]);
    const before = await readBarsIpc(db, { symbol: "ACT", timeframe: "1d" });
    expect(before.etag).not.toBe(hash);
    expect(await store([dividend])).toBe(true); // a split that never was: the provider takes it back
    expect(await closes("splits")).toEqual([100, 50, 49]);
    expect((await readBarsIpc(db, { symbol: "ACT", timeframe: "1d" })).etag).toBe(hash);
  });

  test("of an older version read back by the hash that a run's manifest holds, with the actions of its time", async () => {
    await store([split, dividend]);
    const seen = await Promise.all(
      (["raw", "splits", "total-return"] as const).map((adjust) =>
        readBars(db, { symbol: "ACT", timeframe: "1d", adjust }),
      ),
    );
    const corrected = barsOf("ACT", new Map([[2, 48]]));
    await importBars(db, corrected, { source: "test" });
    for (const bars of seen) {
      const again = await readBars(db, { symbol: "ACT", timeframe: "1d", hash: hashBars(bars) });
      expect([...again.close]).toEqual([...bars.close]);
    }
    expect(await closes("raw")).toEqual([100, 50, 48]);
  });
});
