import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import { expect, test } from "vitest";
import { cellText, readTable } from "#app/_outputs/read-table.ts";

const bytes = (columns: Record<string, unknown[]>) => {
  const ipc = tableToIPC(tableFromArrays(columns), { format: "stream" });
  if (!ipc) throw new Error("assertion: encoding gives bytes");
  return ipc;
};

test("a column of numbers keeps one count of decimals, so that the points stand in line", () => {
  const [column] = readTable(bytes({ change: [10.25, -3, 0.5] }));
  expect(column && Array.from(column.values, (value) => cellText(value, column))).toEqual([
    "10.25",
    "−3.00",
    "0.50",
  ]);
});

test("a loss that rounds to nothing shows no sign, and what is missing shows a dash", () => {
  expect(cellText(-0.00001, { kind: "number", decimals: 2 })).toBe("0.00");
  expect(cellText(null, { kind: "number", decimals: 2 })).toBe("–");
});

test("midnights are dates, other times carry their clock", () => {
  const shown = [Date.UTC(2020, 0, 2), Date.UTC(2020, 0, 2, 14, 30)].map((time) =>
    cellText(time, { kind: "time", decimals: 0 }),
  );
  expect(shown).toEqual(["2020-01-02", "2020-01-02 14:30"]);
});

test("large amounts have their thousands apart and two decimals at most; years stay as they are", () => {
  const shown = (values: number[]) => {
    const [column] = readTable(bytes({ any: values }));
    return column && Array.from(column.values, (value) => cellText(value, column));
  };
  expect(shown([17_981.3877, -1_250_000.5, 0.25])).toEqual(["17,981.39", "−1,250,000.50", "0.25"]);
  expect(shown([12_345_678, 999])).toEqual(["12,345,678", "999"]);
  expect(shown([2019, 2020])).toEqual(["2019", "2020"]);
  expect(shown([4382.12345])).toEqual(["4382.12"]);
});

test("percentages have two decimals at most, unless all of them are below one", () => {
  const shown = (columns: Record<string, number[]>) =>
    readTable(bytes(columns)).map((column) => cellText(column.values[0], column));
  const values = [67.1523, -0.5];
  expect(shown({ "return, %": values, mean_pct: values, returnPct: values, Sharpe: values })).toEqual([
    ...["67.15", "67.15", "67.15"],
    "67.1523",
  ]);
  expect(shown({ mean_pct: [-0.019] })).toEqual(["−0.019"]);
});

test("milliseconds under a name of time are dates; other large numbers, and small ones, are not", () => {
  const at = Date.UTC(2020, 0, 2);
  const [entryTime, volume, from] = readTable(
    bytes({ entryTime: [at, null], volume: [at, at], from: [1, 2] }),
  );
  expect([entryTime?.kind, volume?.kind, from?.kind]).toEqual(["time", "integer", "integer"]);
});
