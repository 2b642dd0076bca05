import { describe, expect, test } from "vitest";
import { columnsTable } from "#workers/cells/files/columns-table.ts";
import { readCsvColumns, readCsvFile } from "#workers/cells/files/read-csv.ts";

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const NOTHING = ["", "NA", "N/A", "NaN", "nan", "null", "NULL"];

/** Fields of each record by a plain automaton, sign for sign: the reference, slow and simple. */
function simpleRecords(text: string): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = "";
  let isOpen = false;
  const signs = [...text.replace(/^\uFEFF/, "")];
  for (const [at, sign] of signs.entries()) {
    if (isOpen && sign === '"') isOpen = false;
    else if (isOpen) field += sign;
    else if (sign === '"') {
      if (signs[at - 1] === '"' && field !== "") field += '"';
      isOpen = true;
    } else if (sign === "," || sign === "\n") {
      fields.push(field.replace(/\r$/, ""));
      field = "";
      if (sign === "\n") fields = (records.push(fields), []);
    } else field += sign;
  }
  if (field !== "" || fields.length > 0) records.push([...fields, field.replace(/\r$/, "")]);
  return records.filter((record) => record.length > 1 || record[0]?.trim() !== "");
}

function simpleValues(fields: readonly string[]): unknown[] {
  const texts = fields.map((field) => field.trim());
  const present = texts.filter((text) => !NOTHING.includes(text));
  const all = (pattern: RegExp) => present.length > 0 && present.every((text) => pattern.test(text));
  const each = (read: (text: string) => unknown) =>
    texts.map((text) => (NOTHING.includes(text) ? null : read(text)));
  if (all(NUMBER)) return each(Number);
  if (all(DATE)) return each((text) => utcOf(text));
  if (all(/^(true|false)$/i)) return each((text) => text.toLowerCase() === "true");
  return texts.map((text) => (text === "" ? null : text));
}

function utcOf(text: string): number {
  const [date = "", clock] = text.split(/[T ]/);
  if (clock === undefined) return Date.parse(date);
  return Date.parse(`${date}T${clock}${/Z|[+-]/.test(clock) ? "" : "Z"}`);
}

/** Numbers from 0 up to `below`, the same on every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) % below;
  };
}

type Dice = (below: number) => number;
const oneOf = (roll: Dice, texts: readonly string[]): string => texts[roll(texts.length)] ?? "";
const digits = (roll: Dice, most: number): string =>
  Array.from({ length: 1 + roll(most) }, () => roll(10)).join("");

const MAKERS: readonly ((roll: Dice) => string)[] = [
  (roll) =>
    `${oneOf(roll, ["", "-", "+"])}${digits(roll, 6)}${oneOf(roll, ["", `.${digits(roll, 9)}`, "."])}`,
  (roll) => `${digits(roll, 19)}.${digits(roll, 19)}${oneOf(roll, ["", "e-7", "E5", "e400"])}`,
  (roll) =>
    `20${10 + roll(9)}-0${1 + roll(9)}-${10 + roll(19)}${oneOf(roll, ["", "T09:30", " 23:59:59", "T10:00:00Z", "T10:00:00.25", "T24:00", "T09:30+02:00", "T09:30:01.123456Z"])}`,
  (roll) => oneOf(roll, ["true", "false", "TRUE"]),
  (roll) => oneOf(roll, ["é", "a b", "x,y", 'say "so"', "two\nlines", "-", ".", "1.2.3", "1,5"]),
];

const quoted = (roll: Dice, text: string): string =>
  /[",\n]/.test(text) || roll(20) === 0 ? `"${text.replaceAll('"', '""')}"` : text;

function randomCsv(seed: number): string {
  const roll = dice(seed);
  const makers = Array.from({ length: 1 + roll(4) }, () => MAKERS[roll(MAKERS.length)]);
  const mixes = roll(3) === 0;
  const end = oneOf(roll, ["\n", "\r\n"]);
  const rows = Array.from({ length: roll(9) }, () =>
    makers.map((maker) => {
      if (roll(8) === 0) return oneOf(roll, NOTHING.slice(1));
      const text = (mixes && roll(9) === 0 ? MAKERS[4] : maker)?.(roll) ?? "";
      return quoted(roll, roll(12) === 0 ? ` ${text} ` : text);
    }),
  );
  const lines = [makers.map((_, at) => `c${at}`), ...rows].map((row) => row.join(","));
  if (roll(4) === 0) lines.splice(1, 0, oneOf(roll, ["", "  "]));
  return `${oneOf(roll, ["", "\uFEFF"])}${lines.join(end)}${oneOf(roll, ["", end])}`;
}

const readBytes = (text: string) => readCsvFile(new TextEncoder().encode(text));

describe.each([
  ["text", readCsvColumns],
  ["file", readBytes],
])("columns of a CSV %s", (_, read) => {
  test("are what a simple reader finds: quotes, CRLF, a byte-order mark, blank lines, mixed and missing values", () => {
    for (let seed = 1; seed <= 600; seed++) {
      const text = randomCsv(seed * 7919);
      const [names = [], ...records] = simpleRecords(text);
      const table = columnsTable(read(text));
      const expected = names.map((_, at) => simpleValues(records.map((record) => record[at] ?? "")));
      const values = table.names.map((name) => table.values(name));
      expect({ text, names: table.names, values }).toEqual({ text, names, values: expected });
    }
  });

  test("of many rows grow, and a last field that is no number makes all of them text", () => {
    const lines = Array.from({ length: 10_000 }, (_, row) => `${row},2020-01-02,${row}`);
    const columns = read(`n,day,last\n${lines.join("\n")}\n10000,NA,none`);
    expect(columns.get("n")).toEqual(Float64Array.from({ length: 10_001 }, (_, row) => row));
    const last = columns.get("last");
    expect(Array.isArray(last) && [last[0], last[9999], last[10_000]]).toEqual(["0", "9999", "none"]);
    const table = columnsTable(columns);
    expect(table.values("day").slice(-2)).toEqual([Date.UTC(2020, 0, 2), null]);
  });

  test.each([
    ["a,b\r\n1,2\r\n\r\n3\r\n", "row 4 has 1 fields; the header has 2: mend the row"],
    ['a,b\n"1\n",2\n3\n', "row 4 has 1 fields"],
    ['a,b\n1,"2', "quote never closed, opened on line 2; close it"],
    ['a,b\n1,2\n"1"x,2\n', "text after a closing quote on line 3; put the whole field in quotes"],
    ["a\n2020-13-45\n", "NaN cannot be converted"],
  ])("name the row of a text that cannot be read: %j", (text, message) => {
    expect(() => columnsTable(read(text))).toThrow(message);
  });
});

describe("a CSV file", () => {
  test("of ten thousand plain rows after a few long ones is the same as its text: room is made for them", () => {
    const wide = Array.from({ length: 2000 }, (_, row) => `${row}.${"0".repeat(40)};2020-01-02 00:00;`);
    const short = Array.from({ length: 10_000 }, (_, row) => `${row};2020-01-03T09:30:01;-${row % 7}.25\r`);
    const text = ["n;when;x", ...wide, ...short].join("\n");
    expect(readBytes(text)).toEqual(readCsvColumns(text));
  });

  test("is refused where its bytes are not UTF-8, in a column of numbers too", () => {
    const bytes = new TextEncoder().encode("a,b\n1,2\n3,4\n");
    expect(() => readCsvFile(bytes.with(10, 0xff))).toThrow("text that is not UTF-8; save it as UTF-8");
    expect(() => readCsvFile(bytes.with(0, 0xff))).toThrow("text that is not UTF-8; save it as UTF-8");
  });
});
