import { describe, expect, it } from "vitest";
import { indicators } from "#engine/indicators/catalogue.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import {
  hasFixtures,
  needsFixtures,
  readFixture,
  readJsonFixture,
  realBars,
  REAL_SERIES,
} from "#test/arbitraries/fixtures.ts";

interface TalibFile {
  readonly ta: Readonly<Record<string, { begin: number; out: Record<string, { i: number[]; v: number[] }> }>>;
}

/** TA-Lib C 0.6 outputs (npm talib 1.1.6), sampled; our kind, our parameters, and our output for each of theirs. */
const CASES = [
  ["SMA20", "sma", { lengthBars: 20 }, { outReal: "value" }],
  ["SMA50", "sma", { lengthBars: 50 }, { outReal: "value" }],
  ["SMA200", "sma", { lengthBars: 200 }, { outReal: "value" }],
  ["EMA20", "ema", { lengthBars: 20 }, { outReal: "value" }],
  ["RSI14", "rsi", { lengthBars: 14 }, { outReal: "value" }],
  ["ATR14", "atr", { lengthBars: 14 }, { outReal: "value" }],
  ["MACD", "macd", {}, { outMACD: "macd", outMACDSignal: "signal", outMACDHist: "histogram" }],
  [
    "BBANDS20_2",
    "bollinger",
    {},
    { outRealUpperBand: "upper", outRealMiddleBand: "middle", outRealLowerBand: "lower" },
  ],
] as const;

describe.skipIf(!hasFixtures)(needsFixtures("indicators equal TA-Lib"), () => {
  describe.each(REAL_SERIES)("on %s", (series) => {
    it.each(CASES)("%s to 1e-9, from the same first bar", (name, kind, params, outputs) => {
      const golden = readJsonFixture<TalibFile>(`talib/${series}.json`).ta[name];
      const columns = indicators.find(kind).columns(realBars(series), params);
      for (const [theirs, ours] of Object.entries(outputs)) {
        const { i, v } = golden?.out[theirs] ?? { i: [], v: [] };
        const column = columns[ours];
        expect(i.length).toBeGreaterThan(20);
        expect(column?.findIndex((value) => value === value)).toBe(golden?.begin);
        for (const [index, bar] of i.entries())
          expectClose(column?.[bar], v[index] ?? NaN, 1e-9, `bar ${bar}`);
      }
    });
  });
});

describe.skipIf(!hasFixtures)(
  needsFixtures("indicators equal QuantConnect's third-party columns on SPY"),
  () => {
    it("bollinger, middle and bands, to the printed precision after warm-up", () => {
      const rows = readFixture("indicators/spy_bollinger_bands.txt")
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((row) => row.split(","));
      const close = Float64Array.from(rows, (row) => Number(row[4]));
      const columns = indicators.find("bollinger").columns(close, { lengthBars: 20, deviations: 2 });
      let compared = 0;
      for (const [bar, row] of rows.entries()) {
        if (!row[5] || !row[6] || !row[7]) continue;
        compared += 1;
        expectClose(columns["middle"]?.[bar], Number(row[5]), 1e-4, `middle ${bar}`);
        expectClose(columns["upper"]?.[bar], Number(row[6]), 1e-4, `upper ${bar}`);
        expectClose(columns["lower"]?.[bar], Number(row[7]), 1e-4, `lower ${bar}`);
      }
      expect(compared).toBeGreaterThan(100);
    });

    it("sma and ema of 14 bars, to the printed precision", () => {
      const rows = readFixture("indicators/spy_with_indicators.txt")
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((row) => row.split(","));
      const close = Float64Array.from(rows, (row) => Number(row[7]));
      const simple = indicators.find("sma").columns(close, { lengthBars: 14 })["value"];
      const exponential = indicators.find("ema").columns(close, { lengthBars: 14 })["value"];
      let compared = 0;
      for (const [bar, row] of rows.entries()) {
        if (!row[1] || !row[2] || bar < 13) continue;
        compared += 1;
        expectClose(simple?.[bar], Number(row[1]), 1e-6, `sma ${bar}`);
        expectClose(exponential?.[bar], Number(row[2]), 1e-6, `ema ${bar}`);
      }
      expect(compared).toBeGreaterThan(100);
    });
  },
);
