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
