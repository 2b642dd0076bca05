import fc from "fast-check";
import { expect, test } from "vitest";
import { backtest, defineStrategy, hold, syntheticMarket } from "#engine/index.ts";
import { PREVIEW, previewValue } from "#engine/notebook/value-preview.ts";

test.each([
  [41, "number", "41"],
  ["a", "string", '"a"'],
  [null, "null", "null"],
  [new Float64Array([1, 2, 3, 4, 5]), "Float64Array(5)", "[1, 2, 3, 4, …]"],
  [[{ a: 1 }, "x"], "Array(2)", '[Object, "x"]'],
  [{ close: 1, open: 2 }, "Object", "{ close, open }"],
  [new Map([[1, 2]]), "Map(1)", ""],
  [new Date(0), "Date", "1970-01-01T00:00:00.000Z"],
])("%o is a %s: %s", (value, type, text) => {
  expect(previewValue(value)).toEqual({ type, text });
});

class Renamed2 {
  get [Symbol.toStringTag](): string {
    return "Table";
  }
}

test("values of the engine have the names that its documents give them, in a bundle that renames classes, too", () => {
  const bars = syntheticMarket({ kind: "trending", bars: 90, seed: 3 });
  const strategy = defineStrategy({ name: "s", version: "1.2.3", params: {}, signal: () => hold() });
  expect(previewValue(bars)).toEqual({ type: "Bars", text: `${bars.symbol} 1d, 90 bars` });
  expect(previewValue(strategy)).toEqual({ type: "Strategy", text: "s 1.2.3" });
  expect(previewValue(backtest(strategy, { bars }))).toEqual({ type: "BacktestResult", text: "0 trades" });
  expect(previewValue(new Renamed2()).type).toBe("Table");
});

test("any value has a short preview, hostile ones too", () => {
  const refuse = (): never => {
    throw new Error("not to be looked at");
  };
  const trap = new Proxy({}, { ownKeys: refuse, getPrototypeOf: refuse });
  const prepared = [
    trap,
    Object.create(null),
    {
      get a(): never {
        throw new Error("called");
      },
    },
  ];
  for (const value of prepared) expect(previewValue(value).text.length).toBeLessThanOrEqual(80);
  fc.assert(
    fc.property(fc.anything({ withTypedArray: true, withMap: true, withBigInt: true }), (value) => {
      const { type, text } = previewValue(value);
      expect(type.length).toBeLessThanOrEqual(100);
      expect(text.length).toBeLessThanOrEqual(80);
    }),
  );
});

test("an object that says what it holds is believed, up to the length of a preview", () => {
  const told = (text: string) => previewValue({ [PREVIEW]: () => text }).text;
  expect(told("21 rows: year, days")).toBe("21 rows: year, days");
  expect(told("x".repeat(500))).toHaveLength(80);
});
