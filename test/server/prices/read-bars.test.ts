import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bars } from "#engine/market/bars.ts";
import { BAR_COLUMNS } from "#server/prices/copy-bars.ts";
import { importBars } from "#server/prices/import-bars.ts";
import { readBarsIpc } from "#server/prices/read-bars.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const DAY = 86_400_000;

/** Bars of any doubles: the store keeps bits, it does not judge. */
function barsOf(symbol: string, values: readonly (readonly number[])[]): Bars {
  const column = (at: number) => Float64Array.from(values, (row) => row[at] ?? NaN);
  const openTime = Float64Array.from(values, (_, bar) => Date.UTC(1960, 0, 1) + bar * DAY);
  const closeTime = openTime.map((time) => time + 23_400_001);
  const availableAt = closeTime.map((time) => time + 1);
  const prices = { open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) };
  return { symbol, timeframe: "1d", openTime, closeTime, availableAt, ...prices };
}

function bitsOf(column: Float64Array): string[] {
  return Array.from(new BigUint64Array(column.slice().buffer), (bits) => bits.toString(16));
}

async function readColumns(
  symbol: string,
  range: { from?: number; to?: number } = {},
): Promise<Float64Array[]> {
  const { ipc } = await readBarsIpc(db, { symbol, timeframe: "1d", ...range });
  const table = tableFromIPC(ipc);
  expect(table.schema.fields.map((field) => `${field.name}: ${String(field.type)}`)).toEqual(
    BAR_COLUMNS.map((name) => `${name}: Float64`),
  );
  return BAR_COLUMNS.map((name) => table.getChild(name)?.toArray() as Float64Array);
}

describe("readBarsIpc", () => {
  test("gives back every double bit for bit, NaN as NaN and never NULL", async () => {
    const double = fc.double({ noNaN: false, noDefaultInfinity: true });
    const rows = fc.array(fc.array(double, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 40 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(rows, async (values) => {
        const bars = barsOf(`P${run++}`, values);
        await importBars(db, bars, { source: "test" });
        const { openTime, closeTime, availableAt, open, high, low, close, volume } = bars;
        const expected = [openTime, closeTime, availableAt, open, high, low, close, volume];
        expect((await readColumns(bars.symbol)).map(bitsOf)).toEqual(expected.map(bitsOf));
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  test("cuts by open time, from inclusive and to exclusive", async () => {
    const bars = barsOf(
      "CUT",
      Array.from({ length: 10 }, (_, bar) => [bar, bar, bar, bar, bar]),
    );
    await importBars(db, bars, { source: "test" });
    const [from = 0, to = 0] = [bars.openTime[2], bars.openTime[5]];
    expect([...((await readColumns("CUT", { from, to }))[3] ?? [])]).toEqual([2, 3, 4]);
    expect((await readColumns("CUT", { from: 8e15, to: -8e15 }))[0]).toHaveLength(0);
    expect((await readColumns("CUT", { from: -8e15, to: 8e15 }))[0]).toHaveLength(10);
  });

  test("answers from memory while nothing changed, and anew after an import", async () => {
    await importBars(db, barsOf("MEMO", [[1, 1, 1, 1, 1]]), { source: "test" });
    const request = { symbol: "MEMO", timeframe: "1d" } as const;
    const first = await readBarsIpc(db, request);
    expect((await readBarsIpc(db, request)).ipc).toBe(first.ipc);
    await importBars(db, barsOf("MEMO", [[2, 2, 2, 2, 2]]), { source: "test" });
    const second = await readBarsIpc(db, request);
    expect(second.etag).not.toBe(first.etag);
    expect(tableFromIPC(second.ipc).getChild("open")?.get(0)).toBe(2);
  });

  test("names the symbol that was probably meant", async () => {
    await importBars(db, barsOf("MINERAL", [[1, 1, 1, 1, 1]]), { source: "test" });
    const wrong = readBarsIpc(db, { symbol: "MINREAL", timeframe: "1d" });
    await expect(wrong).rejects.toThrow("unknown series: MINREAL 1d; did you mean MINERAL?");
    const shorter = readBarsIpc(db, { symbol: "MINERAL", timeframe: "1h" });
    await expect(shorter).rejects.toThrow("unknown series: MINERAL 1h; it has 1d");
  });

  test("refuses a series that was never loaded, with the way to load it", async () => {
    await expect(readBarsIpc(db, { symbol: "NOPE", timeframe: "1d" })).rejects.toThrow(
      "unknown series: NOPE 1d",
    );
  });
});
