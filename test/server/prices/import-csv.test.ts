import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseBarsCsv } from "#engine/data/bars-csv.ts";
import { hashBars } from "#engine/data/dataset.ts";
import { importCsv } from "#server/prices/import-csv.ts";
import { listDatasets } from "#server/prices/list-datasets.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { ROOT } from "#server/setup/root.ts";
import { openCopy } from "../open-copy.ts";

const HEADER = "date,open,high,low,close,volume";
const GOOD = `${HEADER}\n2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12,200\n`;
const db = await openCopy();

describe("importCsv", () => {
  test("stores a real series whole, under the hash that the engine gives the same file", async () => {
    const text = readFileSync(join(ROOT, "node_modules/vega-datasets/data/sp500-2000.csv"), "utf8");
    const imported = await importCsv(db, text, { symbol: "SP500" });
    const bars = parseBarsCsv(text, { symbol: "SP500", timeframe: "1d" });
    expect(imported).toEqual({ symbol: "SP500", timeframe: "1d", bars: 5105, hash: hashBars(bars) });
    // The calendar is not stored: it follows from the times.
    expect(bars).toMatchObject(await readBars(db, { symbol: "SP500", timeframe: "1d" }));
  });

  test("stores nothing when a row is broken, and names it", async () => {
    const broken = `${GOOD}2024-01-04,12,oops,11,13,300\n`;
    await expect(importCsv(db, broken, { symbol: "BROKEN" })).rejects.toMatchObject({
      code: "bad-csv",
      message: expect.stringContaining("oops") as string,
      site: { row: 4, field: "high" },
    });
    expect((await listDatasets(db)).some((dataset) => dataset.symbol === "BROKEN")).toBe(false);
  });

  test("adds new bars, replaces known ones and versions the series only when it changed", async () => {
    const first = await importCsv(db, GOOD, { symbol: "GROW" });
    expect(await importCsv(db, GOOD, { symbol: "GROW" })).toEqual(first);
    const more = await importCsv(
      db,
      `${HEADER}\n2024-01-03,11,13,10,12.5,200\n2024-01-04,12,14,11,13,300\n`,
      { symbol: "GROW" },
    );
    const bars = await readBars(db, { symbol: "GROW", timeframe: "1d" });
    expect([...bars.close]).toEqual([11, 12.5, 13]);
    expect(more.hash).toBe(hashBars(bars));
    expect(await db.prisma.dataVersion.count({ where: { symbol: "GROW" } })).toBe(2);
  });

  test("gives the same series whichever of two imports at once comes first", async () => {
    const parts = [GOOD, `${HEADER}\n2024-01-04,12,14,11,13,300\n`];
    await Promise.all(parts.map((text) => importCsv(db, text, { symbol: "RACE" })));
    const bars = await readBars(db, { symbol: "RACE", timeframe: "1d" });
    const newest = await db.prisma.dataVersion.findFirst({
      where: { symbol: "RACE" },
      orderBy: { id: "desc" },
    });
    expect(newest?.hash).toBe(hashBars(bars));
    expect(newest?.bars).toBe(3);
  });

  test("takes symbols and names as data, never as SQL", async () => {
    const name = "'); DROP TABLE prices; --";
    await importCsv(db, GOOD, { symbol: "NAMED", name, source: "a\tb\\.\nc" });
    const found = (await listDatasets(db)).find((dataset) => dataset.symbol === "NAMED");
    expect(found).toMatchObject({ name, source: "a\tb\\.\nc", bars: 2 });
    await expect(importCsv(db, GOOD, { symbol: "X'; DROP TABLE prices" })).rejects.toThrow("use 1 to 40 of");
  });
});
