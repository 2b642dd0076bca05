import { describe, expect, it } from "vitest";
import { audit, backtest, buy, defineStrategy, exit, hold, resample, type Strategy } from "#engine/index.ts";
import { dayOf } from "#engine/market/civil-date.ts";
import type { DevelopingBar } from "#engine/signals/developing-bar.ts";
import { intradayBars } from "#test/arbitraries/intraday.ts";

// The Friday after Thanksgiving closes at 13:00.
const bars = intradayBars(dayOf(2024, 11, 27), dayOf(2024, 12, 4), "30m");

function seenBy(timeframe: "30m" | "1d" | "1w"): (DevelopingBar | undefined)[] {
  const seen: (DevelopingBar | undefined)[] = [];
  const watching = defineStrategy({
    ...{ name: "watching", version: "1.0.0" },
    signal: ({ developing }) => {
      seen.push(developing(timeframe));
      return hold();
    },
  });
  backtest(watching, { bars });
  return seen;
}

describe("the developing bar", () => {
  it("is the finished one at its last close, and counts its parts until then", () => {
    const days = resample(bars, "1d");
    const seen = seenBy("1d");
    const ends = [...days.closeTime].map((time) => bars.closeTime.indexOf(time));
    for (const [day, bar] of ends.entries())
      expect(seen[bar]).toEqual({
        ...{ openTime: days.openTime[day], closeTime: days.closeTime[day] },
        ...{ open: days.open[day], high: days.high[day], low: days.low[day], close: days.close[day] },
        ...{ volume: days.volume[day], parts: bar - (ends[day - 1] ?? -1) },
      });
    expect(ends.map((bar, day) => bar - (ends[day - 1] ?? -1))).toEqual([13, 7, 13, 13, 13]);
    expect(seen.map((each) => each?.parts).slice(0, 4)).toEqual([1, 2, 3, 4]);
  });

  it("is the bar itself at the run's own timeframe", () => {
    expect(seenBy("30m")[5]).toMatchObject({ close: bars.close[5], open: bars.open[5], parts: 1 });
  });

  it("is causal, and a shorter one is refused", () => {
    const breakout = (timeframe: "1d" | "1m"): Strategy<Record<never, never>> =>
      defineStrategy({
        ...{ name: "breakout", version: "1.0.0" },
        signal: ({ developing, close }) => {
          const today = developing(timeframe);
          return today && close.now >= today.high ? buy() : exit();
        },
      });
    expect(audit(breakout("1d"), { bars }).verdict).toBe("causal");
    expect(() => backtest(breakout("1m"), { bars })).toThrow(/invalid timeframe: 1m from bars of 30m/);
  });
});
