import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import { parseBarsCsv } from "#engine/data/bars-csv.ts";
import { hashBars } from "#engine/data/dataset.ts";
import { filePreview } from "#engine/data/file-preview.ts";
import { importFile } from "#server/prices/import-file.ts";
import { listDatasets } from "#server/prices/list-datasets.ts";
import { previewFile } from "#server/prices/preview-file.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { ROOT } from "#server/setup/root.ts";
import { openCopy } from "../open-copy.ts";
import { importCsv } from "./import-csv.ts";

const HEADER = "date,open,high,low,close,volume";
const GOOD = `${HEADER}\n2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12,200\n`;
const db = await openCopy();

describe("a CSV", () => {
  test("stores a real series whole, under the hash that the engine gives the same file", async () => {
    const text = readFileSync(join(ROOT, "node_modules/vega-datasets/data/sp500-2000.csv"), "utf8");
    const imported = await importCsv(db, text, { symbol: "SP500" });
    const bars = parseBarsCsv(text, { symbol: "SP500", timeframe: "1d" });
    expect(imported).toEqual({
      ...{ symbol: "SP500", timeframe: "1d", bars: 5105, hash: hashBars(bars), held: 0, remarks: [] },
    });
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

const day = (date: number) => new Date(Date.UTC(2024, 0, date));

/** A Parquet file of three days, of which the second one's prices are the given. */
function parquet(high: number, close: number): Uint8Array {
  const column = (name: string, data: number[]) => ({ name, data, type: "DOUBLE" as const });
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "Date", data: [day(2), day(3), day(4)], type: "TIMESTAMP" },
        ...[column("Open", [10, 11, 12]), column("High", [12, high, 14]), column("Low", [9, 10, 11])],
        ...[column("Close", [11, close, 13]), { name: "note", data: ["", "", ""], type: "STRING" as const }],
      ],
    }),
  );
}

test("an import says how a file was read, and takes its dates as they are said to be", async () => {
  const text = ["date,open,high,low,close", "01/03/2024,1,2,1,1", "01/02/2024,1,2,1,1"].join("\n");
  const file = { name: "x.csv", bytes: new TextEncoder().encode(text) };
  await expect(previewFile(file, { symbol: "DATED" })).rejects.toThrow("say which with dates: mdy or dmy");
  const shown = filePreview.parse(await previewFile(file, { symbol: "DATED", dates: "mdy" }));
  expect(shown.remarks).toEqual(["rows were newest first; they were put in order"]);
  const { remarks } = await importFile(db, file, { symbol: "DATED", dates: "mdy" });
  expect(remarks).toEqual(shown.remarks);
  const bars = await readBars(db, { symbol: "DATED", timeframe: "1d" });
  expect(new Date(bars.openTime[0] ?? 0).toISOString().slice(0, 10)).toBe("2024-01-02");
});

describe("a file that is no CSV", () => {
  test("is shown before it is stored, row by row where it is no bar, and then stored without those", async () => {
    const file = { name: "x.parquet", bytes: parquet(8, 12) };
    const shown = filePreview.parse(await previewFile(file, { symbol: "FILE" }));
    expect(shown).toMatchObject({
      ...{ timeframe: "1d", calendar: "us-equity", bars: 2, held: 1, last: [] },
      reasons: [{ row: 2, reason: expect.stringContaining("high 8") as string }],
      first: [{ openTime: Date.UTC(2024, 0, 2, 14, 30), close: 11, volume: null }, { close: 13 }],
    });
    expect((await listDatasets(db)).some(({ symbol }) => symbol === "FILE")).toBe(false);
    expect(await importFile(db, file, { symbol: "FILE" })).toMatchObject({ bars: 2, held: 1 });
    const { rows } = await db.pool.query("SELECT reason FROM quarantined_bars WHERE symbol = 'FILE'");
    expect(rows).toEqual([{ reason: expect.stringContaining("high 8") as string }]);
  });

  test("is the same series as the CSV of its rows", async () => {
    const rows = "2024-01-02,10,12,9,11\n2024-01-03,11,13,10,12\n2024-01-04,12,14,11,13\n";
    const csv = await importCsv(db, `date,open,high,low,close\n${rows}`, { symbol: "ONE" });
    const other = await importFile(db, { name: "two.parquet", bytes: parquet(13, 12) }, { symbol: "TWO" });
    expect(other).toEqual({ ...csv, symbol: "TWO" });
  });

  test("is refused whole when no row is a bar", async () => {
    const bytes = new TextEncoder().encode(
      "<TICKER>,<DATE>,<OPEN>,<HIGH>,<LOW>,<CLOSE>\nX,20240102,1,1,2,1\n",
    );
    await expect(importFile(db, { name: "x.us.txt", bytes }, { symbol: "FILE" })).rejects.toThrow(
      "no bars in the file: row 1: high 1 is below low 2",
    );
  });
});
