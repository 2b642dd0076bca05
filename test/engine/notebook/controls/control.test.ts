import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buttonOf } from "#engine/notebook/controls/button.ts";
import { checkboxOf } from "#engine/notebook/controls/checkbox.ts";
import { control } from "#engine/notebook/controls/control.ts";
import { dateRangeOf } from "#engine/notebook/controls/date-range.ts";
import { fileOf, formatOf } from "#engine/notebook/controls/file.ts";
import { multiSelectOf } from "#engine/notebook/controls/multi-select.ts";
import { numberOf } from "#engine/notebook/controls/number.ts";
import { rangeOf } from "#engine/notebook/controls/range.ts";
import { selectOf } from "#engine/notebook/controls/select.ts";
import { sliderOf } from "#engine/notebook/controls/slider.ts";
import { symbolOf } from "#engine/notebook/controls/symbol.ts";
import { textOf } from "#engine/notebook/controls/text.ts";
import { universeOf } from "#engine/notebook/controls/universe.ts";

const when = { value: { from: "2010-01-01", to: "2020-01-01" }, min: "2000-01-01", max: "2024-12-31" };

/** Every control at a value that may be anything: what an older version of the cell, or another control, left behind. */
const MAKERS: Readonly<Record<string, (moved: unknown) => unknown>> = {
  slider: (moved) => sliderOf("a", { min: 2, max: 50, value: 10 }, moved),
  number: (moved) => numberOf("a", { value: 1, min: 0, max: 5 }, moved),
  range: (moved) => rangeOf("a", { min: 0, max: 9, value: [2, 4] }, moved),
  select: (moved) => selectOf("a", { options: ["x", "y"] }, moved).control,
  multiSelect: (moved) => multiSelectOf("a", { options: [1, 2, 3], value: [2] }, moved).control,
  dateRange: (moved) => dateRangeOf("a", when, moved),
  symbol: (moved) => symbolOf("a", { value: "AAPL" }, moved),
  universe: (moved) => universeOf("a", { value: ["AAPL"] }, moved),
  checkbox: (moved) => checkboxOf("a", {}, moved),
  text: (moved) => textOf("a", {}, moved),
  button: (moved) => buttonOf("a", {}, moved),
  file: (moved) => ({ ...fileOf("a", {}, moved), rows: null }),
};

describe("controls", () => {
  test.each(Object.entries(MAKERS))(
    "%s is a control the page can draw, whatever the kept value is",
    (_, make) => {
      expect(control.safeParse(make(undefined)).success).toBe(true);
      fc.assert(
        fc.property(fc.anything(), (moved) => control.safeParse(make(moved)).success),
        { numRuns: 200 },
      );
    },
  );

  test("a kept value lies within the bounds, and the ends of a range ascend", () => {
    expect(sliderOf("a", { min: 2, max: 50, value: 10 }, 99).value).toBe(50);
    expect(numberOf("a", { value: 1, min: 0 }, -3).value).toBe(0);
    expect(rangeOf("a", { min: 0, max: 9, value: [2, 4] }, [12, -1]).value).toEqual([0, 9]);
    expect(dateRangeOf("a", when, ["2030-01-01", "1990-05-05"]).value).toEqual({
      from: "2000-01-01",
      to: "2024-12-31",
    });
  });

  test("choices give the author's own values, in the order of the options", () => {
    const fee = { kind: "none" };
    expect(selectOf("a", { options: { none: fee, some: null } }).value).toBe(fee);
    expect(multiSelectOf("a", { options: [10, 20, 50], value: [50] }, ["50", "10"]).value).toEqual([10, 50]);
  });

  test("a step is 1 between whole numbers, else a hundredth of the way", () => {
    expect(sliderOf("a", { min: 2, max: 50, value: 10 }).step).toBe(1);
    expect(sliderOf("a", { min: 0, max: 1, value: 0.5 }).step).toBe(0.01);
  });

  test.each<[() => unknown, string]>([
    [
      () => sliderOf("n", { min: 5, max: 1, value: 2 }),
      'invalid slider "n": min 5 is not below max 1; widen it',
    ],
    [() => sliderOf("", { min: 1, max: 2, value: 1 }), "slider without a name"],
    [() => numberOf("n", { value: NaN }), 'invalid numberInput "n": value:'],
    [() => textOf("n", { lable: "x" } as object), "unknown option lable; did you mean label?"],
    [() => selectOf("n", { options: [] }), "no options; give at least one"],
    [() => selectOf("n", { options: ["a"], value: "b" }), "value b is no option; use one of a"],
    [() => multiSelectOf("n", { options: ["a", "a"] }), "two options of one name"],
    [() => dateRangeOf("n", { value: { from: "2020-01-02", to: "2020-01-01" } }), "swap them"],
    [() => symbolOf("n", { value: "a b" }), "use 1 to 40 of"],
  ])("a mistake in the options names the control and the remedy: %#", (make, message) => {
    expect(make).toThrow(message);
  });

  test.each([
    ["prices.CSV", "csv"],
    ["a.b.parquet", "parquet"],
    ["rows.ndjson", "json"],
    ["x.feather", "arrow"],
    ["x.xlsx", null],
    ["README", null],
  ])("the ending of %s says %s", (name, format) => {
    expect(formatOf(name)).toBe(format);
  });
});
