import { describe, expect, test } from "vitest";
import { numberAt, numberInto } from "#engine/data/number-text.ts";

const whole = (text: string): number => numberAt(text, 0, text.length);

describe("a number in a text", () => {
  test.each([
    ...["0", "-0", "+7", "5.", ".5", "-.25", "0.1", "101.255", "1577836800000", "999999999999999"],
    ...[
      "9007199254740993",
      "0.1000000000000000055511151231257827",
      "123456789.1234567",
      "1e3",
      "-2.5E-7",
      "1e999",
    ],
    ...["000000000000000000001.5", "  12.5 ", "\u00a03"],
  ])("is the double of Number, bit for bit: %j", (text) => {
    expect(whole(text)).toBe(Number(text));
  });

  test("is the double of Number for any digits with a point in any place", () => {
    for (let seed = 1; seed <= 4000; seed++) {
      const value = (Math.imul(seed, 2654435761) >>> 0) * ((Math.imul(seed, 40503) >>> 0) % 99991);
      const text = value.toFixed(0).slice(0, 1 + (seed % 17));
      const point = seed % (text.length + 1);
      const decimal = `${text.slice(0, point)}.${text.slice(point)}`;
      expect(whole(decimal)).toBe(Number(decimal));
    }
  });

  test.each([
    "",
    " ",
    "-",
    "+",
    ".",
    "1.2.3",
    "1,5",
    "0x10",
    "1_000",
    "NaN",
    "Infinity",
    "12a",
    "--1",
    "1e",
    "1 2",
  ])("is NaN where there is none: %j", (text) => {
    expect(whole(text)).toBeNaN();
  });

  test("ends where it is told to", () => {
    expect(numberAt("1.5,2.25,3", 4, 8)).toBe(2.25);
  });
});

describe("a number at the beginning of a field of a file", () => {
  const COMMA = 44;
  const into = (text: string) => {
    const column = new Float64Array(1);
    return [numberInto(column, 0, new TextEncoder().encode(text), 1, COMMA), column[0]];
  };

  test.each(["0", "-0", "+7", "5.", ".5", "-.25", "101.255", "1577836800000", "999999999999999"])(
    "is the double of Number, and ends where the field does: %j",
    (text) => {
      const end = 1 + text.length;
      for (const rest of [",", ",1", "\n", "\n9", ""])
        expect(into(`,${text}${rest}`)).toEqual([end, Number(text)]);
      expect(into(`,${text}\r\n`)).toEqual([end + 1, Number(text)]);
    },
  );

  test.each(["", "-", ".", "1.2.3", "1e3", " 1", "1 ", "NaN", "1\r2", "1234567890123456", '"1"', "1é"])(
    "is left to others where it is not plain: %j",
    (text) => {
      for (const rest of [",1", "\n", ""]) expect(into(`,${text}${rest}`)[0]).toBe(-1);
    },
  );
});
