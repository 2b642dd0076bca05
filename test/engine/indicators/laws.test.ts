import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sliceBars } from "#engine/data/dataset.ts";
import { EngineError } from "#engine/errors.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import { arbitraryBars, scaledBars } from "#test/arbitraries/bars.ts";

/** Short parameters, so that short random series get past the warm-up. */
const SHORT: Readonly<Record<string, object>> = {
  macd: { fastBars: 2, slowBars: 4, signalBars: 3 },
};
const paramsOf = (kind: string): object => SHORT[kind] ?? { lengthBars: 4 };
/** Outputs that do not grow with the price. */
const UNITLESS = new Set(["rsi"]);

describe.each(indicators.blocks.map((block) => [block.kind, block] as const))("%s", (kind, block) => {
  const params = paramsOf(kind);
  const bars = arbitraryBars({ minLength: 12, maxLength: 80 });

  it("describes itself and every parameter", () => {
    expect(block.title.length * block.description.length).toBeGreaterThan(0);
    for (const field of Object.values(block.params.shape))
      expect(String(Reflect.get(field, "description")).length).toBeGreaterThan(5);
  });

  it("gives on a prefix the very bits it gives on the whole", () => {
    fc.assert(
      fc.property(bars, fc.nat(), (all, cut) => {
        const end = 1 + (cut % all.close.length);
        const whole = block.columns(all, params);
        const prefix = block.columns(sliceBars(all, 0, end), params);
        for (const name of block.outputs) expect(prefix[name]).toEqual(whole[name]?.slice(0, end));
      }),
      { seed: 7 },
    );
  });

  it("has its first value where its warm-up says, and no NaN from there on", () => {
    fc.assert(
      fc.property(bars, (all) => {
        for (const column of Object.values(block.columns(all, params))) {
          const first = block.warmupBars(params);
          expect(column.findIndex((value) => value === value)).toBe(first);
          expect(column.slice(first).every(Number.isFinite)).toBe(true);
        }
      }),
      { seed: 7 },
    );
  });

  it("scales with the price, or not at all", () => {
    fc.assert(
      fc.property(bars, (all) => {
        const factor = UNITLESS.has(kind) ? 1 : 4;
        const scaled = block.columns(scaledBars(all, 4), params);
        for (const [name, column] of Object.entries(block.columns(all, params))) {
          expect(scaled[name]).toEqual(column.map((value) => value * factor));
        }
      }),
      { seed: 7 },
    );
  });

  it("gives NaN, not a throw, for fewer bars than its warm-up", () => {
    fc.assert(
      fc.property(arbitraryBars({ minLength: 1, maxLength: 3 }), (all) => {
        for (const column of Object.values(block.columns(all, params)))
          expect(column.length).toBe(all.close.length);
      }),
      { seed: 7 },
    );
  });

  it("refuses a parameter that it does not know, by name", () => {
    expect(() => block.of({ lengthBar: 3 })).toThrow(EngineError);
    expect(() => block.of({ lengthBar: 3 })).toThrow(/unknown parameter: lengthBar/);
  });
});
