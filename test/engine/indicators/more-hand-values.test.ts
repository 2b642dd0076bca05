import { describe, expect, it } from "vitest";
import { indicators } from "#engine/index.ts";
import { barsOf, flatBars, type Ohlc } from "#test/arbitraries/bars.ts";

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

  it("KST weighs four averaged rates of change by 1 to 4 (Pring 1992)", () => {
    // At the last bar: -50 over one, -25 over two, -40 over three; the mean of 50 and -50 over one.
    const bars = flatBars([10, 12, 15, 12, 18, 9]);
    const lengths = { roc1Bars: 1, roc2Bars: 2, roc3Bars: 3, roc4Bars: 1 };
    const averages = { sma1Bars: 1, sma2Bars: 1, sma3Bars: 1, sma4Bars: 2, signalBars: 1 };
    expect(last("kst", bars, { ...lengths, ...averages })).toBeCloseTo(-50 + 2 * -25 + 3 * -40 + 4 * 0, 12);
    const columns = indicators.find("kst").columns(bars, { ...lengths, ...averages, signalBars: 2 });
    // The bar before: 50, 20 and 50, and the mean of -20 and 50.
    expect(columns["signal"]?.at(-1)).toBeCloseTo((50 + 2 * 20 + 3 * 50 + 4 * 15 - 220) / 2, 12);
  });

  it("Connors RSI is the mean of a short RSI, the streak's RSI and the rank of the return (Connors, Alvarez 2012)", () => {
    // Moves 2, -1, 3, -6: gains smooth to 1, losses to 3.125. Streaks 0, 1, -1, 1, -1 move by 1, -2, 2, -2: 0.625 and 1.25.
    // The last return is below all three before it.
    const bars = flatBars([20, 22, 21, 24, 18]);
    const value = (100 / 4.125 + (100 * 0.625) / 1.875 + 0) / 3;
    expect(last("connors-rsi", bars, { lengthBars: 2, streakBars: 2, rankBars: 3 })).toBeCloseTo(value, 12);
  });

  it("Chande Kroll stops stand a Wilder range inside the extremes (Chande, Kroll 1994; Pine)", () => {
    const bars = barsOf([
      [10, 12, 9, 11],
      [11, 14, 10, 13],
      [13, 15, 12, 14],
      [14, 14, 8, 9],
    ]);
    // True ranges 3, 4, 3, 6 smooth to 3.5, 3.25, 4.625; highs 14, 15, 15 and lows 9, 10, 8 of two bars.
    const { long, short } = indicators
      .find("chande-kroll")
      .columns(bars, { lengthBars: 2, multiplier: 1, stopBars: 2 });
    expect([...(short ?? [])]).toEqual([NaN, NaN, 11.75, 11.75]);
    expect([...(long ?? [])]).toEqual([NaN, NaN, 12.5, 12.625]);
  });

  it("Yang-Zhang adds gaps, a share of bodies and the rest of Rogers-Satchell ranges (Yang, Zhang 2000)", () => {
    const logs: readonly Ohlc[] = [
      [0, 0, 0, 0],
      [0.1, 0.4, 0, 0.3],
      [0.2, 0.5, 0.1, 0.1],
    ];
    const bars = barsOf(logs.map((row) => row.map(Math.exp) as unknown as Ohlc));
    // Gaps 0.1 and -0.1; bodies 0.2 and -0.1; ranges 0.06 and 0.12; n = 2.
    const share = 0.34 / (1.34 + 3);
    const variance = 0.02 + share * 0.045 + (1 - share) * 0.09;
    const params = { lengthBars: 2, periodsPerYear: 1 };
    expect(last("yang-zhang-volatility", bars, params)).toBeCloseTo(Math.sqrt(variance), 12);
  });

  it("Hurst is 1 for steady growth, and the slope of its sines for a wave (Di Matteo, Aste, Dacorogna 2005)", () => {
    const growth = flatBars(Array.from({ length: 40 }, (_, bar) => 1.01 ** bar));
    expect(last("hurst", growth, { lengthBars: 10 })).toBeCloseTo(1, 9);
    // Over whole waves the mean square of moves over k bars is 2 A² sin²(pi k / 64).
    const wave = flatBars(
      Array.from({ length: 160 }, (_, bar) => Math.exp(0.1 * Math.sin((2 * Math.PI * bar) / 64))),
    );
    const slope = [1, 2, 4, 8, 16].reduce(
      (sum, lag, step) => sum + ((step - 2) * Math.log(Math.sin((Math.PI * lag) / 64))) / (10 * Math.LN2),
      0,
    );
    expect(last("hurst", wave, { lengthBars: 64 })).toBeCloseTo(slope, 9);
  });

  it("force index smooths the move times volume from the mean of its first window (Elder 1993)", () => {
    const bars = { ...flatBars([10, 12, 11, 14]), volume: Float64Array.of(100, 200, 300, 400) };
    // 400, -300, 1,200: 50, then two thirds of the way to 1,200.
    expect(last("force-index", bars, { lengthBars: 2 })).toBeCloseTo(50 + (2 / 3) * 1150, 10);
  });
});
