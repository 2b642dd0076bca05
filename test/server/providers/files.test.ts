import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DateMillisecond, Float64, makeVector, Table, tableToIPC, vectorFromArray } from "apache-arrow";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, describe, expect, test } from "vitest";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import { filesProvider } from "#server/providers/files/files-provider.ts";
import { barRowsOf, readBarRows } from "#server/providers/files/read-bars-file.ts";
import type { BarPage, BarRow } from "#server/providers/provider.ts";

const folder = await mkdtemp(join(tmpdir(), "lookback-files-"));
afterAll(() => rm(folder, { recursive: true }));

const ROWS: readonly BarRow[] = [
  { time: Date.UTC(2024, 0, 2), open: 10, high: 12, low: 9, close: 11, volume: 100 },
  { time: Date.UTC(2024, 0, 3), open: 11, high: 13, low: 10, close: 12.5, volume: 200 },
];

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function arrow(): Uint8Array {
  const column = (name: Exclude<keyof BarRow, "time">) => Float64Array.from(ROWS, (row) => row[name]);
  const times = Float64Array.from(ROWS, (row) => row.time);
  const prices = { open: column("open"), high: column("high"), low: column("low"), close: column("close") };
  return barsToIpc({
    ...{ symbol: "X", timeframe: "1d", openTime: times, closeTime: times, availableAt: times },
    ...{ ...prices, volume: column("volume") },
  });
}

function parquet(): Uint8Array {
  const prices = (["open", "high", "low", "close", "volume"] as const).map((name) => {
    return { name, data: ROWS.map((row) => row[name]), type: "DOUBLE" as const };
  });
  const dates = { name: "Date", data: ROWS.map((row) => new Date(row.time)), type: "TIMESTAMP" as const };
  return new Uint8Array(parquetWriteBuffer({ columnData: [dates, ...prices] }));
}

describe("a file of bars", () => {
  test.each([
    [
      "plain.csv",
      "date,open,high,low,close,volume\n2024-01-02,10,12,9,11,100\n2024-01-03,11,13,10,12.5,200\n",
    ],
    [
      "stooq.csv",
      "Date,Open,High,Low,Close,Volume\r\n2024-01-02,10,12,9,11,100\r\n2024-01-03,11,13,10,12.5,200\r\n",
    ],
    [
      "aapl.us.txt",
      "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n" +
        "AAPL.US,D,20240102,000000,10,12,9,11,100,0\nAAPL.US,D,20240103,000000,11,13,10,12.5,200,0\n",
    ],
    ["arrow.arrow", arrow()],
    ["table.parquet", parquet()],
  ])("%s gives its rows", async (name, content) => {
    expect(await readBarRows(await fileOf(name, content))).toEqual(ROWS);
  });

  test.each([
    ["page.csv", "<!DOCTYPE html><html>", "page of HTML"],
    ["short.csv", "date,open,close\n2024-01-02,1,2\n", "missing column: high, low"],
    ["time.csv", "date,open,high,low,close\nsoon,1,1,1,1\n", "invalid time: soon on line 2"],
    ["short.arrow", tableToIPC(new Table({ date: makeVector(new Float64Array(1)) })), "missing column: open"],
    ["torn.parquet", "PAR1", "not Parquet"],
    ["torn.arrow", "ARROW1\0\0", "not Arrow"],
    ["bars.xlsx", "PK", "unknown kind of file: .xlsx"],
  ])("%s is refused in words", async (name, content, words) => {
    await expect(readBarRows(await fileOf(name, content))).rejects.toThrow(words);
  });

  test("of Arrow has the days that it says, those before 1973 too, and no more rows than are read", async () => {
    const days = [new Date(-1), new Date(Date.UTC(1971, 4, 3))];
    const one = () => vectorFromArray([1, 1], new Float64());
    const table = new Table({
      ...{ date: vectorFromArray(days, new DateMillisecond()), open: one() },
      ...{ high: one(), low: one(), close: one() },
    });
    const rows = await barRowsOf("old.arrow", tableToIPC(table));
    expect(rows.map(({ time }) => time)).toEqual(days.map(Number));
    const many = new Table({ date: makeVector(new Float64Array(2_000_001)) });
    await expect(barRowsOf("many.arrow", tableToIPC(many))).rejects.toThrow("too many rows: 2000001");
  });

  test("is a provider's page for the symbol that it is named for, and no other file is", async () => {
    const provider = filesProvider(folder);
    const query = { symbol: "AAPL", timeframe: "1d", from: 0, to: Date.UTC(2024, 0, 3) } as const;
    const pages: BarPage[] = [];
    for await (const page of provider.fetchBars(query)) pages.push(page);
    expect(pages).toEqual([{ rows: ROWS.slice(0, 1), through: query.to, adjusted: "raw" }]);
    const outside = provider.fetchBars({ ...query, symbol: "..X" })[Symbol.asyncIterator]();
    await expect(outside.next()).rejects.toThrow("no file of ..X");
    expect((await provider.searchSymbols({ words: "aap" })).map(({ symbol }) => symbol)).toEqual(["AAPL"]);
  });
});
