import { expect, test } from "vitest";
import { type BatchEntry, goodOf, previewText, problemOf } from "#app/_data/batch-entries.ts";
import { barFiles } from "#app/_data/dropped-files.ts";
import type { FilePreview } from "#engine/data/file-preview.ts";

const bar = (day: string) => ({
  ...{ openTime: Date.parse(day), open: 1, high: 2, low: 1, close: 1, volume: null },
});
const preview: FilePreview = {
  ...{ timeframe: "1d", calendar: "us-equity", bars: 2264, held: 0, reasons: [], remarks: [] },
  ...{ first: [bar("2015-01-02")], last: [bar("2023-12-29")], score: 1, findings: [] },
};
const entry = (name: string, symbol: string, more: Partial<BatchEntry> = {}): BatchEntry => ({
  ...{ file: new File([], name), symbol, preview, problem: undefined },
  ...more,
});

test("what can be stored is what was read, has a symbol, and is no other file's series", () => {
  const entries = [
    entry("a.csv", "AAPL"),
    entry("b.csv", " aapl "),
    entry("hours.csv", "AAPL", { preview: { ...preview, timeframe: "1h" } }),
    entry("none.csv", ""),
    entry("broken.csv", "BRK", { preview: undefined, problem: "invalid low: x on line 2" }),
    entry("unread.csv", "NEW", { preview: undefined }),
  ];
  expect(goodOf(entries).map(({ file }) => file.name)).toEqual(["a.csv", "hours.csv"]);
  expect(entries.map((each) => problemOf(each, entries))).toEqual([
    undefined,
    "aapl is the symbol of a.csv, too; write another",
    undefined,
    "no symbol; write one",
    "invalid low: x on line 2",
    undefined,
  ]);
});

test("a file is told in one line, with its span and what would be put aside", () => {
  expect(previewText(preview)).toMatch(/^2,264 bars of 1d, 2015-01-02 to 2023-12-29; quality .+$/);
  expect(previewText({ ...preview, held: 3 })).toMatch(/; 3 rows would be put aside$/);
});

test("of a folder the files of bars are taken, by name", () => {
  const folder = ["b.CSV", "notes.md", "a.parquet", ".DS_Store"].map((name) => new File([], name));
  expect(barFiles(folder).map(({ name }) => name)).toEqual(["a.parquet", "b.CSV"]);
});
