import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstAtOrAfter, sliceBars } from "#engine/data/dataset.ts";
import { resample, resampleWhole } from "#engine/data/resample.ts";
import { TIMEFRAMES, type Bars } from "#engine/market/bars.ts";
import { usEquity } from "#engine/market/calendar.ts";
import { dayOf } from "#engine/market/civil-date.ts";
import { intradayBars } from "#test/arbitraries/intraday.ts";

const iso = (time: number | undefined): string => new Date(time ?? NaN).toISOString();
const LONGER = ["30m", "1h", "4h", "1d", "1w", "1M"] as const;

/** Thanksgiving of 2024, with its half day on the 29th. */
const november = intradayBars(dayOf(2024, 11, 1), dayOf(2024, 11, 29));

describe("resample", () => {
  it("makes 26 quarters of an hour into one daily bar of the session, 14 on a half day", () => {
    const days = resample(november, "1d");
    expect(days.openTime.length).toBe(20);
    expect(iso(days.closeTime.at(-1))).toBe("2024-11-29T18:00:00.000Z");
    const perDay = Array.from(days.openTime, (open, day) => {
      const inside = november.openTime.filter((time) => time >= open && time < (days.closeTime[day] ?? 0));
      return inside.length;
    });
    expect([perDay[0], perDay.at(-1)]).toEqual([26, 14]);
  });

  it("takes the first open, the highest high, the lowest low, the last close and all volume", () => {
    const days = resample(november, "1d");
    const first = sliceBars(november, 0, 26);
    expect([days.open[0], days.high[0], days.low[0], days.close[0], days.volume[0]]).toEqual([
      first.open[0],
      Math.max(...first.high),
      Math.min(...first.low),
      first.close.at(-1),
      first.volume.reduce((sum, volume) => sum + volume, 0),
    ]);
  });

  it("counts intraday bars from the session's open; the last of a day ends with the session", () => {
    const hours = resample(november, "1h");
    expect(Array.from(hours.openTime.slice(0, 7), iso).map((text) => text.slice(11, 16))).toEqual(
      ["13:30", "14:30", "15:30", "16:30", "17:30", "18:30", "19:30"], // 1 November is still summer time
    );
    expect(iso(hours.closeTime[6])).toBe("2024-11-01T20:00:00.000Z");
    expect(iso(resample(november, "4h").closeTime.at(-1))).toBe("2024-11-29T18:00:00.000Z");
  });

  it("keeps New York's open over both changes of the clocks", () => {
    for (const from of [dayOf(2024, 3, 4), dayOf(2024, 10, 28)]) {
      const bars = intradayBars(from, from + 11);
      const days = resample(bars, "1d");
      expect(Array.from(days.openTime)).toEqual(
        Array.from({ length: 12 }, (_, index) => from + index)
          .filter((day) => usEquity.isSession(day))
          .map((day) => usEquity.session(day).openTime),
      );
    }
  });

  it("ends a week with its last session: the half day after Thanksgiving, Thursday before Good Friday", () => {
    const weeks = resample(november, "1w");
    expect(iso(weeks.closeTime.at(-1))).toBe("2024-11-29T18:00:00.000Z");
    const easter = resample(intradayBars(dayOf(2024, 3, 25), dayOf(2024, 4, 5)), "1w");
    expect(iso(easter.closeTime[0])).toBe("2024-03-28T20:00:00.000Z");
  });

  it("takes UTC days and Monday weeks where the market never closes", () => {
    const coin = intradayBars(dayOf(2024, 3, 1), dayOf(2024, 3, 31), "1h", "24-7");
    expect(resample(coin, "1d").openTime.length).toBe(31);
    expect(iso(resample(coin, "1w").closeTime[0])).toBe("2024-03-04T00:00:00.000Z");
    expect(iso(resample(coin, "1M").closeTime[0])).toBe("2024-04-01T00:00:00.000Z");
  });

  it("makes weeks and months of days", () => {
    const days = resample(intradayBars(dayOf(2024, 1, 1), dayOf(2024, 6, 28)), "1d");
    const months = resample(days, "1M");
    expect(Array.from(months.closeTime, iso).map((text) => text.slice(0, 10))).toEqual([
      "2024-01-31",
      "2024-02-29",
      "2024-03-28",
      "2024-04-30",
      "2024-05-31",
      "2024-06-28",
    ]);
  });

  it("gives at every moment the bars that a run on everything later gives too", () => {
    const bars = intradayBars(dayOf(2024, 11, 18), dayOf(2024, 12, 6));
    for (const timeframe of LONGER) {
      const whole = resampleWhole(bars, timeframe, usEquity);
      for (let cut = 1; cut < bars.openTime.length; cut += 7) {
        const now = bars.closeTime[cut - 1] ?? NaN;
        const early = resampleWhole(sliceBars(bars, 0, cut), timeframe, usEquity);
        expect(visible(early, now)).toEqual(visible(whole, now));
      }
    }
  });

  it("leaves volume and the range whole", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("30m" as const, "1h" as const, "4h" as const, "1d" as const),
        fc.integer({ min: 0, max: 60 }),
        (timeframe, shift) => {
          const bars = intradayBars(dayOf(2024, 1, 2) + shift, dayOf(2024, 1, 12) + shift);
          const longer = resample(bars, timeframe);
          const sum = (column: Float64Array): number => column.reduce((total, value) => total + value, 0);
          expect(sum(longer.volume)).toBe(sum(bars.volume));
          expect(Math.max(...longer.high)).toBe(Math.max(...bars.high));
        },
      ),
      { seed: 3, numRuns: 40 },
    );
  });

  it("refuses shorter bars, weeks into months, and unknown lengths", () => {
    const days = resample(november, "1d");
    expect(() => resample(days, "1h")).toThrow(
      /invalid timeframe: 1h from bars of 1d; use one of 1d, 1w, 1M/,
    );
    expect(() => resample(resample(november, "1w"), "1M")).toThrow(
      /invalid timeframe: 1M from bars of 1w; use one of 1w/,
    );
    expect(() => resample(days, "2h" as never)).toThrow(/invalid timeframe: 2h; use one of 1m/);
    expect(TIMEFRAMES).toContain("1M");
  });
});

function visible(bars: Bars | undefined, now: number): number[][] {
  if (!bars) return [];
  const end = firstAtOrAfter(bars.availableAt, now + 1);
  return end === 0
    ? []
    : Object.values(sliceBars(bars, 0, end))
        .filter((part) => part instanceof Float64Array)
        .map((column) => [...column]);
}
