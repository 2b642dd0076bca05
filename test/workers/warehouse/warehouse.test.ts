import { tableFromArrays, tableFromIPC, tableToIPC } from "@uwdata/flechette";
import { beforeAll, describe, expect, test } from "vitest";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";

const DAY = 86_400_000;

function ipcOf(columns: Record<string, Float64Array | string[]>): Uint8Array {
  const ipc = tableToIPC(tableFromArrays(columns), { format: "stream" });
  if (ipc === null) throw new Error("no bytes");
  return ipc;
}

function barsIpc(close: number[], start = 0): Uint8Array {
  const column = Float64Array.from(close);
  const time = column.map((_, i) => start + i * DAY);
  return ipcOf({
    open_time: time,
    close_time: time.map((t) => t + 1000),
    available_at: time.map((t) => t + 2000),
    open: column,
    high: column,
    low: column,
    close: column,
    volume: column.map(() => 7),
  });
}

const rows = (ipc: Uint8Array) =>
  tableFromIPC(ipc, { useProxy: false })
    .toArray()
    .map((row) => ({ ...row }));

describe("the warehouse, on DuckDB itself", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openNodeWarehouse();
    await warehouse.putBars("AAA", "1d", barsIpc([3, NaN, 5]));
  });

  test("bars come back as the columns that were put, bit for bit, NaN included", async () => {
    const bars = await warehouse.readBars("AAA", "1d");
    expect(bars?.close).toEqual(Float64Array.of(3, NaN, 5));
    expect(bars?.openTime).toEqual(Float64Array.of(0, DAY, 2 * DAY));
    expect(bars?.closeTime[2]).toBe(2 * DAY + 1000);
    expect(bars?.availableAt[2]).toBe(2 * DAY + 2000);
  });

  test("a long query ends when it is interrupted, and the next one runs", async () => {
    const long = warehouse.query(
      "SELECT sum(a.range * b.range * c.range) AS s FROM range(3000) a, range(3000) b, range(3000) c",
      [],
      [],
      undefined,
      "t1",
    );
    const waiting = warehouse.query("SELECT 1 AS one", [], [], undefined, "t2");
    await warehouse.interrupt("t1");
    await expect(long).rejects.toThrow("query stopped");
    expect(rows(await waiting)).toEqual([{ one: 1 }]);
  });

  test("values are bound as they are: numbers, text with quotes, switches and nothing", async () => {
    const ipc = await warehouse.query(
      "SELECT ? + 0 AS whole, ?::DOUBLE AS part, ? AS text, ? AS switch, ?::DOUBLE AS nothing LIMIT ?",
      [7, 1e-7, "it's; DROP TABLE bars --", true, null, 1],
      [],
    );
    expect(rows(ipc)).toEqual([
      { whole: 7, part: 1e-7, text: "it's; DROP TABLE bars --", switch: true, nothing: null },
    ]);
  });

  test("putting a symbol again replaces it", async () => {
    await warehouse.putBars("BBB", "1d", barsIpc([1, 2]));
    await warehouse.putBars("BBB", "1d", barsIpc([9]));
    expect((await warehouse.readBars("BBB", "1d"))?.close).toEqual(Float64Array.of(9));
  });

  test("a symbol that was never put is null", async () => {
    expect([await warehouse.hasBars("NOPE", "1d"), await warehouse.readBars("NOPE", "1d")]).toEqual([
      false,
      null,
    ]);
  });

  test("parameters are bound: a quote in one is only a quote", async () => {
    const text = "SELECT count(*) AS n, ? AS said FROM bars WHERE symbol = ? OR symbol = ?";
    const result = await warehouse.query(text, ["'; DROP TABLE bars; --", "AAA", "x' OR 'a' = 'a"], []);
    expect(rows(result)).toEqual([{ n: 3, said: "'; DROP TABLE bars; --" }]);
  });

  test("a query reads another cell's table by name, and the table is gone afterwards", async () => {
    const closes = { name: "closes", ipc: ipcOf({ x: Float64Array.of(1, 2, 3) }) };
    expect(rows(await warehouse.query("SELECT sum(x) AS total FROM closes", [], [closes]))).toEqual([
      { total: 6 },
    ]);
    await expect(warehouse.query("SELECT * FROM closes", [], [])).rejects.toThrow("closes");
  });

  test.each([
    "DROP TABLE bars",
    "DELETE FROM bars",
    "SET lock_configuration=false",
    "ATTACH 'x.db'",
    "INSTALL json",
    "COPY bars TO 'x.csv'",
  ])("a statement that does not read is refused: %s", async (text) => {
    await expect(warehouse.query(text, [], [])).rejects.toThrow(/begin with SELECT/);
  });

  test("a write hidden behind WITH fails and changes nothing", async () => {
    await expect(warehouse.query("WITH x AS (SELECT 1) DELETE FROM bars", [], [])).rejects.toThrow();
    expect(await warehouse.readBars("AAA", "1d")).not.toBeNull();
    expect((await warehouse.readBars("AAA", "1d"))?.close.length).toBe(3);
  });

  test("two statements in one query are refused", async () => {
    await expect(warehouse.query("SELECT 1; SELECT 2", [], [])).rejects.toThrow();
  });

  test("neither files nor addresses nor extensions are reached from a query", async () => {
    for (const text of [
      "SELECT * FROM read_csv('/etc/passwd')",
      "SELECT * FROM 'http://127.0.0.1:1/x.csv'",
      "SELECT * FROM read_text('/etc/hosts')",
    ])
      await expect(warehouse.query(text, [], [])).rejects.toThrow(
        /disabled|Permission|does not exist|Catalog/,
      );
  });

  test("a failing query leaves the connection usable", async () => {
    await expect(warehouse.query("SELECT nope FROM bars", [], [])).rejects.toThrow(/nope/);
    expect(rows(await warehouse.query("SELECT 1 AS one", [], []))).toEqual([{ one: 1 }]);
  });
});
