import { describe, expect, it } from "vitest";
import {
  alwaysOpen,
  barsPerYear,
  detectCalendar,
  newYorkOffsetMinutes,
  usEquity,
} from "#engine/market/calendar.ts";
import { dateOf, dayOf, weekdayOf } from "#engine/market/civil-date.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";

const DAY_MS = 86_400_000;

describe("civil dates", () => {
  it("agree with the platform's from 1900 to 2100", () => {
    for (let day = dayOf(1900, 1, 1); day < dayOf(2100, 1, 1); day += 17) {
      const date = new Date(day * DAY_MS);
      expect(dateOf(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        date: date.getUTCDate(),
      });
      expect(weekdayOf(day)).toBe(date.getUTCDay());
    }
  });
});

describe("New York's offset", () => {
  it("agrees with the time zone database at every noon from 1976 to 2037", () => {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: "America/New_York",
      hour: "numeric",
      hourCycle: "h23",
    });
    for (let day = dayOf(1976, 1, 1); day < dayOf(2037, 1, 1); day++) {
      const hour = Number(format.format(new Date(day * DAY_MS + 17 * 3_600_000)));
      expect(newYorkOffsetMinutes(day), new Date(day * DAY_MS).toISOString()).toBe((17 - hour) * 60);
    }
  });
});

describe("usEquity", () => {
  it("opens at 9:30 and closes at 16:00 in New York, winter and summer", () => {
    const session = (year: number, month: number, date: number): string[] => {
      const { openTime, closeTime } = usEquity.session(dayOf(year, month, date));
      return [new Date(openTime).toISOString(), new Date(closeTime).toISOString()];
    };
    expect(session(2020, 1, 2)).toEqual(["2020-01-02T14:30:00.000Z", "2020-01-02T21:00:00.000Z"]);
    expect(session(2020, 7, 2)).toEqual(["2020-07-02T13:30:00.000Z", "2020-07-02T20:00:00.000Z"]);
  });

  describe.skipIf(!hasFixtures)(needsFixtures("against exchange_calendars XNYS"), () => {
    interface Golden {
      readonly weekday_holidays: readonly string[];
      readonly early_closes: Readonly<Record<string, string>>;
      readonly sessions_per_year: Readonly<Record<string, number>>;
    }
    const golden = hasFixtures ? readJsonFixture<Golden>("quant/xnys_calendar.json") : undefined;
    const days = Array.from(
      { length: dayOf(2027, 12, 31) - dayOf(1990, 1, 1) + 1 },
      (_, index) => dayOf(1990, 1, 1) + index,
    );
    const iso = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

    it("has every weekday holiday of 1990-2027, one-off closures included, and no other", () => {
      const closed = days.filter((day) => weekdayOf(day) % 6 !== 0 && !usEquity.isSession(day));
      expect(closed.map(iso)).toEqual(golden?.weekday_holidays);
    });

    it("has 9,569 sessions in 1990-2027, each year its own number", () => {
      const perYear: Record<string, number> = {};
      for (const day of days.filter((each) => usEquity.isSession(each)))
        perYear[iso(day).slice(0, 4)] = (perYear[iso(day).slice(0, 4)] ?? 0) + 1;
      expect(perYear).toEqual(golden?.sessions_per_year);
      expect(Object.values(perYear).reduce((sum, count) => sum + count, 0)).toBe(9569);
    });

    it("closes early on the 80 half days, at 13:00 or 14:00, and on no other", () => {
      const early: Record<string, string> = {};
      for (const day of days.filter((each) => usEquity.isSession(each))) {
        const { openTime, closeTime } = usEquity.session(day);
        const minutes = 570 + (closeTime - openTime) / 60_000;
        if (minutes !== 960) early[iso(day)] = `${minutes / 60}:00`;
      }
      expect(early).toEqual(golden?.early_closes);
    });
  });
});

describe("detectCalendar", () => {
  it("takes bars on a Saturday for a market that never closes", () => {
    const friday = dayOf(2021, 1, 1) * DAY_MS;
    expect(detectCalendar(Float64Array.of(friday, friday + DAY_MS))).toBe(alwaysOpen);
    expect(detectCalendar(Float64Array.of(friday, friday + 3 * DAY_MS))).toBe(usEquity);
  });

  it("annualises by sessions of the calendar", () => {
    expect(barsPerYear(usEquity, "1d")).toBe(252);
    expect(barsPerYear(usEquity, "15m")).toBe(252 * 26);
    expect(barsPerYear(alwaysOpen, "1d")).toBe(365);
    expect(barsPerYear(alwaysOpen, "1h")).toBeCloseTo(365 * 24, 6);
  });
});
