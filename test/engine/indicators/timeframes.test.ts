import { describe, expect, it } from "vitest";
import {
  audit,
  buy,
  backtest,
  crossesAbove,
  defineStrategy,
  ema,
  exit,
  hold,
  resample,
  sma,
} from "#engine/index.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import { dayOf } from "#engine/market/civil-date.ts";
import { intradayBars } from "#test/arbitraries/intraday.ts";

const bars = intradayBars(dayOf(2024, 11, 18), dayOf(2024, 12, 6));

describe("an indicator at a longer timeframe", () => {
  it("shows the last closed day's value through the next day, and the day's own from its last bar on", () => {
    const daily = sma.compute(resample(bars, "1d"), { lengthBars: 2 });
    const { value } = computeIndicator(sma({ lengthBars: 2, timeframe: "1d" }), bars);
    expect([...(value?.slice(0, 51) ?? [])].every(Number.isNaN)).toBe(true);
    expect([value?.[51], value?.[52], value?.[76], value?.[77]]).toEqual([
      daily[1],
      daily[1],
      daily[1],
      daily[2],
    ]);
  });

  it("is computed on its source at its own timeframe", () => {
    const nested = sma({ lengthBars: 2, timeframe: "1d", source: ema({ lengthBars: 3 }) });
    const longer = resample(bars, "1d");
    const expected = sma.compute(ema.compute(longer, { lengthBars: 3 }), { lengthBars: 2 });
    expect(computeIndicator(nested, bars)["value"]?.at(-1)).toBe(expected.at(-1));
  });

  it("never repaints: the audit of a strategy on two timeframes finds nothing", () => {
    const strategy = defineStrategy({
      name: "two_timeframes",
      version: "1.0.0",
      indicators: () => ({
        trend: ema({ lengthBars: 3, timeframe: "1d" }),
        quick: sma({ lengthBars: 4 }),
        slow: sma({ lengthBars: 9, timeframe: "1h" }),
      }),
      signal: ({ trend, quick, close, slow }) =>
        close.now > trend.now && crossesAbove(quick, slow) ? buy() : close.now < trend.now ? exit() : hold(),
    });
    expect(backtest(strategy, { bars }).trades.length).toBeGreaterThan(0);
    expect(audit(strategy, { bars, cuts: 200 })).toMatchObject({ verdict: "causal" });
  });

  const spans = [
    ["the spring change of the clocks", dayOf(2024, 3, 4), dayOf(2024, 3, 15), "us-equity"],
    ["the autumn change of the clocks", dayOf(2024, 10, 28), dayOf(2024, 11, 8), "us-equity"],
    ["a half day before a holiday", dayOf(2024, 12, 20), dayOf(2025, 1, 10), "us-equity"],
    ["weekends of a market that never closes", dayOf(2024, 3, 1), dayOf(2024, 3, 12), "24-7"],
  ] as const;

  it.each(spans)("is causal over %s, at every longer timeframe", (_, from, to, calendar) => {
    const strategy = defineStrategy({
      name: "ladder",
      version: "1.0.0",
      indicators: () => ({
        hours: sma({ lengthBars: 2, timeframe: "1h" }),
        days: sma({ lengthBars: 1, timeframe: "1d" }),
        weeks: sma({ lengthBars: 1, timeframe: "1w" }),
        months: sma({ lengthBars: 1, timeframe: "1M" }),
      }),
      signal: ({ hours, days, weeks, months, close }) =>
        close.now > Math.max(hours.now, days.now)
          ? buy()
          : close.now < (weeks.now || months.now)
            ? exit()
            : hold(),
    });
    const span = intradayBars(from, to, "30m", calendar);
    expect(audit(strategy, { bars: span, cuts: 150 })).toMatchObject({ verdict: "causal" });
  });
});
