import { tableFromArrays, tableToIPC } from "@uwdata/flechette";
import { describe, expect, test } from "vitest";
import type { FileFormat } from "#engine/notebook/controls/file.ts";
import { createFileShelf } from "#workers/cells/files/file-shelf.ts";
import { readParquetColumns } from "#workers/cells/files/parquet.ts";
import { THREE_ROWS_PARQUET } from "./three-rows-parquet.ts";
import { readFile } from "#workers/cells/files/read-file.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (format: FileFormat, bytes: Uint8Array) =>
  readFile(`a.${format}`, format, bytes, readParquetColumns);

describe("a dropped file", () => {
  test("CSV gets numbers, UTC dates, booleans and text; an empty field is no value", async () => {
    const table = await read(
      "csv",
      encode('day,close,open,note\n2020-01-02,1.5,true,"a, b"\n2020-01-03 14:30,,false,\n'),
    );
    expect(table.rows()).toEqual([
      { day: Date.UTC(2020, 0, 2), close: 1.5, open: true, note: "a, b" },
      { day: Date.UTC(2020, 0, 3, 14, 30), close: null, open: false, note: null },
    ]);
  });

  test("a CSV's dates by day or month are dates where one of them shows the order, and text where none does", async () => {
    const shown = await read("csv", encode("day,close\n13/01/2020,1\n01/02/2020,2\n"));
    expect(shown.rows()[1]).toEqual({ day: Date.UTC(2020, 1, 1), close: 2 });
    expect(shown.remarks).toEqual([
      "column day: dates read as day/month/year (dmy), as 13/01/2020 on line 2 shows",
    ]);
    const unclear = await read("csv", encode("day,close\n01/02/2020,2\n"));
    expect([unclear.rows(), unclear.remarks]).toEqual([[{ day: "01/02/2020", close: 2 }], []]);
  });

  test.each([['[{"a":1,"b":"x"},{"a":2}]'], ['{"a":[1,2],"b":["x",null]}'], ['{"a":1,"b":"x"}\n{"a":2}\n']])(
    "JSON comes as rows, columns or lines: %s",
    async (text) => {
      expect((await read("json", encode(text))).rows()).toEqual([
        { a: 1, b: "x" },
        { a: 2, b: null },
      ]);
    },
  );

  test.each(["stream", "file"] as const)("Arrow comes as a %s", async (format) => {
    const ipc = tableToIPC(tableFromArrays({ a: [1, 2] }), { format });
    expect((await read("arrow", ipc ?? new Uint8Array())).rows()).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test("Parquet has the values that its writer was given: times, text, missing and 64-bit numbers", async () => {
    const bytes = Uint8Array.from(Buffer.from(THREE_ROWS_PARQUET, "base64"));
    expect((await read("parquet", bytes)).rows()).toEqual([
      { time: Date.UTC(2020, 0, 1), symbol: "AAPL", close: 1.5, volume: 1 },
      { time: Date.UTC(2020, 0, 2), symbol: "AAPL", close: null, volume: 2 },
      { time: Date.UTC(2020, 0, 3), symbol: "MSFT", close: 3, volume: 3 },
    ]);
  });

  test.each<[FileFormat, string, string]>([
    ["csv", "a,b\n1,2\n3\n", "file a.csv: row 3 has 1 fields; the header has 2: mend the row"],
    ["csv", "a,a\n1,2\n", "two columns named a in row 1; rename one"],
    ["csv", "", "empty file"],
    ["json", '[{"a":1},3]', "row 2 is no object; mend it"],
    ["json", '{"a":1}\n{"a":\n', "row 2 is no JSON; mend it"],
    ["json", '{"a":[1],"b":[1,2]}', "make them equally long"],
    ["arrow", "nonsense", "file a.arrow is no arrow"],
    ["parquet", "nonsense", "file a.parquet is no parquet"],
  ])("%s that cannot be read is an error that says where: %j", async (format, text, message) => {
    await expect(read(format, encode(text))).rejects.toThrow(message);
  });
});

describe("the shelf", () => {
  const file = { fileName: "a.csv", hash: "1".repeat(64), bytes: 4 };

  test("has no table for a file of another session, and reads one of its own once", async () => {
    const shelf = createFileShelf(readParquetColumns);
    expect(shelf.table(file)).toBeNull();
    shelf.put(file.hash, new Blob(["a\n1\n"]));
    expect(shelf.table(file)).toBe(shelf.table(file));
    expect((await shelf.table(file))?.rows()).toEqual([{ a: 1 }]);
  });
});
