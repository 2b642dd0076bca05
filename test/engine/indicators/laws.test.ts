import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sliceBars } from "#engine/data/dataset.ts";
import { EngineError } from "#engine/errors.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import type { Bars } from "#engine/market/bars.ts";
import { createRandom } from "#engine/random.ts";
import { arbitraryBars, scaledBars } from "#test/arbitraries/bars.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { SHORT } from "./short-params.ts";

/** By which power of the price an output grows; 1 where absent. */
const POWER: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    (
      "ppo rsi stoch-rsi connors-rsi stochastic williams-r cci roc trix tsi kst ultimate-oscillator cmo coppock fisher adx adxr aroon vortex " +
      "linear-regression.r2 mass-index natr bollinger-percent-b bollinger-width choppiness z-score percent-rank beta correlation hurst " +
      "realised-volatility parkinson-volatility garman-klass-volatility yang-zhang-volatility obv accumulation-distribution adosc cmf mfi " +
      "volume-ma nvi pvi gap balance-of-power parabolic-sar.direction supertrend.direction"
    )
      .split(" ")
      .map((name) => [name, 0] as const),
  ),
  variance: 2,
  emv: 2,
};
/** Kinds whose values may be missing after the warm-up on clean bars, for the reason given. */
const MAY_BE_MISSING: Readonly<Record<string, string>> = {
  pivots: "no pivot may have been confirmed yet",
  hurst: "prices that have not moved have no exponent",
};
/** Kinds whose logarithms of prices round otherwise at another scale. */
const ROUNDS = new Set(["hurst"]);

/** The same bars with volumes that differ. */
function withVolumes(bars: Bars): Bars {
  const random = createRandom(5);
  return { ...bars, volume: bars.volume.map(() => 1000 * random.int(50)) };
}

/** Bars after `count` bars without prices or volume. */
function delayed(bars: Bars, count: number): Bars {
  const late = (column: Float64Array): Float64Array =>
    Float64Array.from([...Array.from<number>({ length: count }).fill(NaN), ...column]);
  const first = bars.openTime[0] ?? 0;
  const early = (column: Float64Array): Float64Array =>
    Float64Array.from([
      ...Array.from({ length: count }, (_, bar) => first - (count - bar) * 86_400_000),
      ...column,
    ]);
  return {
    ...bars,
    openTime: early(bars.openTime),
    closeTime: early(bars.closeTime),
    availableAt: early(bars.availableAt),
    open: late(bars.open),
    high: late(bars.high),
    low: late(bars.low),
    close: late(bars.close),
    volume: late(bars.volume),
  };
}

describe.each(indicators.blocks.map((block) => [block.kind, block] as const))("%s", (kind, block) => {
  const params = SHORT[kind] ?? {};
  const bars = arbitraryBars({ minLength: 40, maxLength: 90 }).map(withVolumes);

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

  it("has the last of its first values where its warm-up says, and no NaN from there on", () => {
    const missing = MAY_BE_MISSING[kind] !== undefined;
    fc.assert(
      fc.property(bars, (all) => {
        const columns = Object.values(block.columns(all, params));
        const firsts = columns.map((column) => column.findIndex((value) => value === value));
        const warmup = block.warmupBars(params);
        if (!missing) expect(Math.max(...firsts)).toBe(warmup);
        for (const [index, column] of columns.entries()) {
          if (missing) expect(firsts[index] === -1 || (firsts[index] ?? 0) >= warmup).toBe(true);
          else expect(column.slice(firsts[index]).every(Number.isFinite)).toBe(true);
        }
      }),
      { seed: 7 },
    );
  });

  it("scales with the price, or not at all", () => {
    fc.assert(
      fc.property(bars, (all) => {
        const scaled = block.columns(scaledBars(all, 4), params);
        for (const [name, column] of Object.entries(block.columns(all, params))) {
          const factor = 4 ** (POWER[`${kind}.${name}`] ?? POWER[kind] ?? 1);
          const expected = column.map((value) => value * factor);
          if (!ROUNDS.has(kind)) expect(scaled[name]).toEqual(expected);
          else
            for (const [bar, value] of expected.entries())
              if (value === value) expectClose(scaled[name]?.[bar], value, 1e-9);
        }
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it("starts as much later as its source does, and gives the same from there on", () => {
    fc.assert(
      fc.property(bars, fc.integer({ min: 1, max: 9 }), (all, count) => {
        const late = block.columns(delayed(all, count), params);
        for (const [name, column] of Object.entries(block.columns(all, params))) {
          for (const [bar, value] of column.entries()) {
            const moved = late[name]?.[bar + count];
            if (value !== value) expect(moved, `${name} ${bar}`).toBeNaN();
            else expectClose(moved, value, 1e-9, `${name} ${bar}`);
          }
        }
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  it("comes back to clean values after a hole, and shows none at the hole", () => {
    fc.assert(
      fc.property(bars, fc.integer({ min: 25, max: 30 }), (all, hole) => {
        const holed = (column: Float64Array): Float64Array => column.slice().fill(NaN, hole, hole + 1);
        const { open, high, low, close, volume } = all;
        const part = { open: holed(open), high: holed(high), low: holed(low) };
        const torn = { ...all, ...part, close: holed(close), volume: holed(volume) };
        for (const [name, column] of Object.entries(block.columns(torn, params))) {
          if (MAY_BE_MISSING[kind] !== undefined || HOLDS.has(kind)) continue;
          const shift = DISPLACED[`${kind}.${name}`] ?? 0;
          expect(column[hole + shift], `${name} at the hole`).toBeNaN();
          const back = hole + block.warmupBars(params) + 2;
          expect(column.slice(back).every(Number.isFinite), `${name} after the hole`).toBe(true);
        }
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  it("gives NaN, not a throw, for no bars and for fewer than its warm-up", () => {
    fc.assert(
      fc.property(arbitraryBars({ minLength: 1, maxLength: 3 }), fc.nat(1), (all, from) => {
        for (const column of Object.values(block.columns(sliceBars(all, from, all.close.length))))
          expect(column.length).toBe(all.close.length - from);
      }),
      { seed: 7, numRuns: 20 },
    );
  });

  it("refuses a parameter that it does not know, by name", () => {
    expect(() => block.of({ lengthBar: 3 })).toThrow(EngineError);
    expect(() => block.of({ lengthBar: 3 })).toThrow(/unknown parameter: lengthBar/);
    expect(() => block.columns(new Float64Array(3), { lengthBar: 3 })).toThrow(EngineError);
  });
});

/** Kinds that go on showing what they know of the past where a bar is missing. */
const HOLDS = new Set(["pivots", "opening-range"]);
/** Outputs that show the past: the hole comes through later. */
const DISPLACED: Readonly<Record<string, number>> = {
  "ichimoku.leadingA": 4,
  "ichimoku.leadingB": 4,
  "fisher.signal": 0,
};
