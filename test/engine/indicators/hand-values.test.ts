import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  bollinger,
  defineStepIndicator,
  indicators,
  rsi,
  sma,
  stochastic,
  stochRsi,
  type Bars,
} from "#engine/index.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import { barsOf, flatBars } from "#test/arbitraries/bars.ts";

const rising = flatBars([10, 11, 12, 13, 14, 15]);
const of = (kind: string, bars: Bars, params: object, others: readonly Bars[] = []) =>
  indicators.find(kind).columns(bars, params, others);

describe("indicators without a fixture, by hand", () => {
  it("z-score of a straight run of three is the root of 3 / 2", () => {
    expect(of("z-score", rising, { lengthBars: 3 })["value"]?.at(-1)).toBeCloseTo(Math.sqrt(1.5), 12);
  });

  it("a straight line has slope 1 and explains everything", () => {
    const line = of("linear-regression", rising, { lengthBars: 4 });
    expect([line["value"]?.at(-1), line["slope"]?.at(-1), line["r2"]?.at(-1)]).toEqual([15, 1, 1]);
  });

  it("percent rank counts values at or below", () => {
    const bars = flatBars([1, 3, 2, 5, 3]);
    expect(of("percent-rank", bars, { lengthBars: 4 })["value"]?.at(-1)).toBe(75);
  });

  it("a pivot shows only once later bars have confirmed it", () => {
    const bars = flatBars([1, 2, 5, 3, 2, 1]);
    expect([...(of("pivots", bars, { leftBars: 2, rightBars: 2 })["high"] ?? [])]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
      5,
      5,
    ]);
  });

  it("correlation and beta compare with another symbol of the run, and name it where it is not there", () => {
    const market = flatBars([10, 12, 9, 12, 15, 12], "MARKET");
    const bars = flatBars([20, 28, 7, 21, 31.5, 18.9], "STOCK");
    const params = { lengthBars: 5, benchmark: "MARKET" };
    expect(of("beta", bars, params, [market])["value"]?.at(-1)).toBeGreaterThan(1);
    expect(of("correlation", bars, { ...params, benchmark: "STOCK" })["value"]?.at(-1)).toBeCloseTo(1, 12);
    expect(() => of("beta", bars, params)).toThrow(/unknown benchmark: MARKET; use one of open/);
  });

  it("a gap is filled once the bar comes back to the close before", () => {
    const bars = barsOf([
      [10, 10, 10, 10],
      [11, 12, 10.5, 12],
      [13, 13, 11, 12],
    ]);
    const gap = of("gap", bars, {});
    expect(gap["value"]?.[1]).toBeCloseTo(10, 12);
    expect([gap["filled"]?.[1], gap["filled"]?.[2]]).toEqual([0, 1]);
  });

  it("Parkinson's volatility of one range is that range over twice the root of ln 2", () => {
    const bars = barsOf([[10, 11, 10, 10]]);
    const { value } = of("parkinson-volatility", bars, { lengthBars: 1, periodsPerYear: 1 });
    expect(value?.[0]).toBeCloseTo(Math.log(1.1) / (2 * Math.sqrt(Math.LN2)), 12);
  });

  it("a vortex of bars without range is 1 on both sides: every step is all of the true range", () => {
    const { plus, minus } = of("vortex", rising, { lengthBars: 3 });
    expect([plus?.at(-1), minus?.at(-1)]).toEqual([1, 1]);
  });

  it("choppiness is 100 where nothing moves", () => {
    const flat = flatBars([5, 5, 5, 5]);
    expect(of("choppiness", flat, { lengthBars: 3 })["value"]?.at(-1)).toBe(100);
  });

  it("the opening range and the session's VWAP on daily bars are the bar's own", () => {
    const bars = barsOf([
      [10, 14, 9, 13],
      [20, 22, 18, 20],
    ]);
    expect(of("opening-range", bars, {})["high"]).toEqual(bars.high);
    expect([...(of("session-vwap", bars, {})["value"] ?? [])]).toEqual([12, 20]);
    expect(of("anchored-vwap", bars, {})["value"]?.at(-1)).toBe(16);
  });
});

describe("where an indicator is computed", () => {
  it("one that reads bars takes a source as all four prices: the stochastic of an RSI is the stochastic RSI", () => {
    const bars = flatBars(Array.from({ length: 60 }, (_, bar) => 100 + 10 * Math.sin(bar * bar)));
    const source = rsi({ lengthBars: 5 });
    const ours = computeIndicator(stochastic({ lengthBars: 4, slowBars: 1, source }), bars);
    expect(ours["k"]).toEqual(stochRsi.compute(bars, { lengthBars: 5, stochasticBars: 4 }).k);
  });

  it("reads a source's named output, and says which there are where it has none of that name", () => {
    const source = bollinger({ lengthBars: 2 });
    const { value } = computeIndicator(sma({ lengthBars: 1, source, sourceOutput: "lower" }), rising);
    expect(value).toEqual(bollinger.compute(rising, { lengthBars: 2 }).lower);
    expect(() => computeIndicator(sma({ source, sourceOutput: "low" }), rising)).toThrow(
      /invalid sourceOutput of sma: low; use one of upper, middle, lower/,
    );
  });
});

describe("a step indicator", () => {
  const smooth = defineStepIndicator({
    kind: "smooth",
    params: z.object({ share: z.number().min(0).max(1).default(0.5) }),
    outputs: ["value"],
    input: "column",
    start: ({ share }) => {
      let average = NaN;
      return (value) => (average = Number.isNaN(average) ? value : average + share * (value - average));
    },
  });

  it("gets one value at a time, and starts afresh for every column", () => {
    expect([...smooth.compute(Float64Array.of(1, 2, 3))]).toEqual([1, 1.5, 2.25]);
    expect([...smooth.compute(Float64Array.of(4, 2), { share: 1 })]).toEqual([4, 2]);
  });

  it("sees a bar's prices by name, and may give several outputs", () => {
    const body = defineStepIndicator({
      kind: "body",
      outputs: ["size", "range"],
      input: "bars",
      start: () => (bar) => ({ size: bar.close - bar.open, range: bar.high - bar.low }),
    });
    const { size, range } = body.compute(barsOf([[10, 14, 9, 13]]));
    expect([size[0], range[0]]).toEqual([3, 5]);
  });
});
