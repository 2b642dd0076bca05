import { float64, tableFromArrays, tableFromIPC, tableToIPC } from "@uwdata/flechette";
import { beforeAll, describe, expect, test } from "vitest";
import type { BarColumns, Warehouse } from "#workers/warehouse/api.ts";
import { openNodeDuckDb, openNodeWarehouse } from "#workers/warehouse/node.ts";
import { straightColumns } from "#workers/warehouse/straight-columns.ts";
import { openWarehouse } from "#workers/warehouse/warehouse.ts";

const MINUTE = 60_000;
type Values = readonly (number | null)[];

/** Bars of these opens, closes a minute later, with one value of each price. */
function ipcOf(openTime: Values, close: Values): Uint8Array {
  const later = openTime.map((time) => (time ?? 0) + MINUTE);
  const columns = { open_time: openTime, close_time: later, available_at: later };
  const prices = { open: close, high: close, low: close, close, volume: close };
  const all = Object.entries({ ...columns, ...prices }).map(([name, values]): [string, unknown[]] => [
    name,
    [...values],
  ]);
  const types = Object.fromEntries(all.map(([name]) => [name, float64()]));
  const ipc = tableToIPC(tableFromArrays(all, { types }), { format: "stream" });
  if (ipc === null) throw new Error("no bytes");
  return ipc;
}

describe("bars that were put", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openNodeWarehouse();
  });
  const counted = async (symbol: string) => {
    const ipc = await warehouse.query("SELECT count(*) AS n FROM bars WHERE symbol = ?", [symbol], []);
    return tableFromIPC(ipc).getChild("n").at(0) as unknown;
  };

  const read = async (symbol: string): Promise<BarColumns> => {
    const columns = await warehouse.readBars(symbol, "1m");
    if (columns === null) throw new Error(`no bars of ${symbol}`);
    return columns;
  };

  test("have the same columns before and after DuckDB took them for a query", async () => {
    await warehouse.putBars("SAME", "1m", ipcOf([-MINUTE, 0, MINUTE], [1.1, NaN, -0]));
    const before = await read("SAME");
    expect(await counted("SAME")).toBe(3);
    expect(await read("SAME")).toEqual(before);
    expect(before.volume).toEqual(Float64Array.of(1.1, NaN, -0));
  });

  test("are read as they were put, whatever was done to what was read before", async () => {
    await warehouse.putBars("OWN", "1m", ipcOf([0, MINUTE], [1, 2]));
    (await read("OWN")).close.fill(9);
    expect((await read("OWN")).close).toEqual(Float64Array.of(1, 2));
  });

  test.each([
    ["out of order", ipcOf([MINUTE, 0], [2, 1]), [1, 2]],
    ["without a price", ipcOf([0, MINUTE], [1, null]), [1, NaN]],
    ["between milliseconds", ipcOf([0.25, MINUTE], [1, 2]), [1, 2]],
  ])("%s go through DuckDB, which orders and fills them", async (_, ipc, close) => {
    expect(straightColumns(ipc)).toBeNull();
    await warehouse.putBars("ODD", "1m", ipc);
    const columns = await read("ODD");
    expect([...columns.openTime]).toEqual([0, MINUTE]);
    expect([...columns.close]).toEqual(close);
  });

  test("replace those before them, whether a query was asked in between or not", async () => {
    for (const isAsked of [false, true]) {
      await warehouse.putBars("TWICE", "1m", ipcOf([0, MINUTE, 2 * MINUTE], [1, 2, 3]));
      if (isAsked) expect(await counted("TWICE")).toBe(3);
      await warehouse.putBars("TWICE", "1m", ipcOf([0], [7]));
      expect((await read("TWICE")).close).toEqual(Float64Array.of(7));
      expect(await counted("TWICE")).toBe(1);
    }
  });
});

test("bars are put and read without DuckDB; a query starts it, and one that could not starts it again", async () => {
  let starts = 0;
  const warehouse = openWarehouse(() =>
    ++starts === 1 ? Promise.reject(new Error("no bytes of DuckDB")) : openNodeDuckDb(),
  );
  await warehouse.putBars("LAZY", "1m", ipcOf([0, MINUTE], [1, 2]));
  expect((await warehouse.readBars("LAZY", "1m"))?.close).toEqual(Float64Array.of(1, 2));
  expect(starts).toBe(0);
  await expect(warehouse.query("SELECT 1", [], [])).rejects.toThrow("no bytes of DuckDB");
  const counted = await warehouse.query("SELECT count(*)::INT AS n FROM bars", [], []);
  expect(tableFromIPC(counted).getChild("n").at(0)).toBe(2);
  expect(starts).toBe(2);
});
