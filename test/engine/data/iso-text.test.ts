import { describe, expect, test } from "vitest";
import { parseStamp } from "#engine/data/bar-times.ts";
import { isoReader } from "#engine/data/iso-text.ts";

const DATES = [
  "2020-02-28",
  "2020-02-29",
  "2021-02-29",
  "2020-13-01",
  "0000-01-01",
  "1969-12-31",
  "20200228",
  "2020-2-28",
];
const CLOCKS = [
  ...[
    "",
    "T09:30",
    " 09:30:15",
    "T23:59:59Z",
    "T00:00Z",
    "T24:00",
    "T24:30:00",
    "T09:60",
    "T9:30",
    "T09:30:15.25",
  ],
  ...[
    "T09:30:15.123456Z",
    "T09:30+02:00",
    "T09:30:00-0500",
    "Z",
    "T",
    "T09",
    "T09:30:",
    "T09:30:1",
    "T09:30ZZ",
    "x09:30",
  ],
];

describe("a reader of times in a text", () => {
  test("says what the plain reader says of every date and clock, whichever it read before", () => {
    const at = isoReader(parseStamp);
    const texts = DATES.flatMap((date) => CLOCKS.map((clock) => `${date}${clock}`));
    for (const text of [...texts, ...texts.toReversed(), "", "1577836800", "1577836800000"])
      expect([text, at(`,${text},`, 1, 1 + text.length)]).toEqual([text, parseStamp(text)]);
  });

  test("passes over spaces around the time, and looks no further than it is told", () => {
    const at = isoReader(parseStamp);
    expect(at(" 2020-01-02T09:30 ", 0, 18)).toBe(Date.UTC(2020, 0, 2, 9, 30));
    expect(at("2020-01-02T09:30", 0, 10)).toBe(Date.UTC(2020, 0, 2));
  });

  test("asks for a day once, not once for each of its rows", () => {
    const asked: string[] = [];
    const at = isoReader((text) => (asked.push(text), parseStamp(text)));
    for (const text of ["2020-01-02T09:30", "2020-01-02T09:31", "2020-01-03T09:30"]) at(text, 0, text.length);
    expect(asked).toEqual(["2020-01-02", "2020-01-03"]);
  });
});
