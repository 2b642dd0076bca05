import { describe, expect, it } from "vitest";
import { indicators } from "#engine/index.ts";
import { barsOf, flatBars } from "#test/arbitraries/bars.ts";

const rising = flatBars([10, 11, 12, 13, 14, 15]);
const last = (kind: string, bars: typeof rising, params: object): number | undefined =>
  indicators.find(kind).columns(bars, params)["value"]?.at(-1);

describe("more indicators without a fixture, by hand", () => {
  it("ALMA with its peak in the middle of a straight line is the middle value", () => {
    expect(last("alma", rising, { lengthBars: 5, offset: 0.5 })).toBeCloseTo(13, 12);
  });

  it("TSI of steady rises is 100", () => {
    expect(last("tsi", rising, { longBars: 3, shortBars: 2 })).toBe(100);
  });

  it("Coppock over one bar is the sum of two rates of change", () => {
    const rates = (15 / 12 - 1 + (15 / 13 - 1)) * 100;
    expect(last("coppock", rising, { lengthBars: 1, longBars: 3, shortBars: 2 })).toBeCloseTo(rates, 12);
  });

  it("Garman-Klass of one bar is half its squared log range less its share of the squared log body", () => {
    const bars = barsOf([[10, 12, 9, 11]]);
    const variance = 0.5 * Math.log(12 / 9) ** 2 - (2 * Math.LN2 - 1) * Math.log(11 / 10) ** 2;
    const params = { lengthBars: 1, periodsPerYear: 1 };
    expect(last("garman-klass-volatility", bars, params)).toBeCloseTo(Math.sqrt(variance), 12);
  });
});
