import { describe, expect, expectTypeOf, it } from "vitest";
import {
  bollinger,
  backtest,
  buy,
  choice,
  crossover,
  defineStrategy,
  ema,
  flag,
  hold,
  int,
  macd,
  num,
  sma,
  threshold,
  z,
} from "#engine/index.ts";
import type { Series } from "#engine/signals/series.ts";
import { dayOf } from "#engine/market/civil-date.ts";
import { flatBars } from "#test/arbitraries/bars.ts";
import { intradayBars } from "#test/arbitraries/intraday.ts";

const base = { name: "s", version: "1.0.0" } as const;

describe("defineStrategy", () => {
  it("types params and indicators into the signal function", () => {
    const strategy = defineStrategy({
      ...base,
      params: {
        length: int(9, { min: 2, max: 50 }),
        width: num(2, { min: 0, max: 5 }),
        mode: choice("a", ["a", "b"]),
        on: flag(true),
      },
      indicators: ({ length, width }) => ({
        mean: sma({ lengthBars: length }),
        bands: bollinger({ lengthBars: length, deviations: width }),
      }),
      signal: ({ mean, bands, params, position }) => {
        expectTypeOf(mean).toEqualTypeOf<Series>();
        expectTypeOf(bands.upper).toEqualTypeOf<Series>();
        expectTypeOf(params.mode).toEqualTypeOf<"a" | "b">();
        expectTypeOf(position.side).toEqualTypeOf<"long" | "short" | "flat">();
        return hold();
      },
    });
    expect(strategy.prepare({ length: 5 }).params).toEqual({ length: 5, width: 2, mode: "a", on: true });
    expect(backtest(strategy, { bars: flatBars([1, 2, 3]) }).trades).toEqual([]);
  });

  it("gives its parameters' ranges as JSON schema, for forms and searches", () => {
    const { params } = defineStrategy({
      ...base,
      params: { fast: int(9, { min: 2, max: 50 }) },
      signal: () => hold(),
    });
    expect(z.toJSONSchema(params, { io: "input" }).properties?.["fast"]).toMatchObject({
      minimum: 2,
      maximum: 50,
      default: 9,
      step: 1,
    });
  });

  it("warms up as long as its slowest indicator, chains included", () => {
    const strategy = defineStrategy({
      ...base,
      indicators: () => ({ chain: ema({ lengthBars: 10, source: sma({ lengthBars: 5 }) }), macd: macd() }),
      signal: () => hold(),
    });
    expect(strategy.prepare().warmupBars).toBe(33);
  });

  it("waits for as many bars as the longer ones of its indicators hold", () => {
    const daily = sma({ lengthBars: 10, timeframe: "1d" });
    const { warmupOn } = defineStrategy({
      ...{ ...base, indicators: () => ({ daily, quick: sma({ lengthBars: 20 }) }) },
      signal: () => buy(),
    }).prepare();
    const days = flatBars(new Array<number>(30).fill(1));
    expect(warmupOn(days)).toBe(19);
    const [from, to] = [dayOf(2020, 1, 2), dayOf(2020, 1, 31)];
    // Ten sessions of 26 quarter hours; the value is there at the close of the 260th.
    expect(warmupOn(intradayBars(from, to))).toBe(259);
    expect(warmupOn(intradayBars(from, to, "15m", "24-7"))).toBe(959);
    expect(warmupOn(intradayBars(from, to, "1h"))).toBe(64);
  });

  it("decides first at the bar at which a longer timeframe's value is there", () => {
    const bars = intradayBars(dayOf(2020, 1, 2), dayOf(2020, 1, 31));
    const strategy = defineStrategy({
      ...{ ...base, indicators: () => ({ daily: sma({ lengthBars: 3, timeframe: "1d" }) }) },
      signal: ({ daily }) => buy({ metadata: { daily: daily.now } }),
    });
    const [first] = backtest(strategy, { bars }).trades;
    expect(first?.entryBar).toBe(3 * 26);
    expect(first?.metadata?.["daily"]).toBeGreaterThan(0);
  });

  it("hashes the text of functions, and of indicators that are not built in", () => {
    const one = defineStrategy({ ...base, signal: () => hold() });
    const same = defineStrategy({ ...base, signal: () => hold() });
    const other = defineStrategy({ ...base, signal: crossover("open", "close") });
    expect(one.code()).toBe(same.code());
    expect(other.code()).not.toBe(one.code());
  });

  it.each([
    [{ version: "two" }, /invalid version: two; use a semantic version like 1.0.0/],
    [{ name: "" }, /invalid name: ; use 1 or more/],
    [{ warmupBars: -1 }, /invalid warmupBars: -1; use 0 or more/],
  ])("refuses %j", (part, message) => {
    expect(() => defineStrategy({ ...base, ...part, signal: () => hold() })).toThrow(message);
  });

  it("refuses an indicator by a reserved name, and one that is none", () => {
    const withIndicators = (indicators: object) =>
      defineStrategy({
        ...base,
        indicators: () => indicators as { x: never },
        signal: () => hold(),
      }).prepare();
    expect(() => withIndicators({ close: sma() })).toThrow(/reserved indicator name: close/);
    expect(() => withIndicators({ fast: 9 })).toThrow(/invalid indicator fast; use one like ema/);
  });

  it("names the series there are where a generator asks for one that is not", () => {
    const strategy = defineStrategy({
      ...base,
      indicators: () => ({ bands: bollinger() }),
      signal: threshold("band", { buyBelow: 1 }),
    });
    expect(() =>
      backtest(strategy, { bars: flatBars(Array.from({ length: 30 }, (_, bar) => bar + 1)) }),
    ).toThrow(
      /unknown series: band; use one of open, high, low, close, volume, bands.upper, bands.middle, bands.lower/,
    );
  });

  it("says so where an indicator asks for a timeframe that the bars do not have", () => {
    const strategy = defineStrategy({
      ...base,
      indicators: () => ({ weekly: sma({ timeframe: "1h" }) }),
      signal: () => hold(),
    });
    expect(() => backtest(strategy, { bars: flatBars([1]) })).toThrow(
      /invalid timeframe: 1h from bars of 1d/,
    );
  });
});
