import { describe, expect, it } from "vitest";
import { isNewPeriod, type CalendarPeriod } from "#engine/signals/new-period.ts";

const at = (text: string): number => Date.parse(`${text}Z`);
const isNew = (period: CalendarPeriod, before: string, now: string): boolean =>
  isNewPeriod(period, at(now), at(before));

describe("isNewPeriod", () => {
  it("is true of the first close of all", () => {
    expect(isNewPeriod("year", at("2024-05-15T20:00"), -Infinity)).toBe(true);
  });

  it("tells days, and counts a close at midnight to the day before", () => {
    expect(isNew("day", "2024-05-15T15:00", "2024-05-15T20:00")).toBe(false);
    expect(isNew("day", "2024-05-15T23:00", "2024-05-16T00:00")).toBe(false);
    expect(isNew("day", "2024-05-16T00:00", "2024-05-16T01:00")).toBe(true);
  });

  it("begins weeks on Monday", () => {
    expect(isNew("week", "2024-05-17T20:00", "2024-05-20T20:00")).toBe(true);
    expect(isNew("week", "2024-05-18T20:00", "2024-05-19T20:00")).toBe(false);
    expect(isNew("week", "2024-05-13T20:00", "2024-05-20T20:00")).toBe(true);
  });

  it("tells months, quarters and years, and the same month of another year", () => {
    expect(isNew("month", "2024-01-31T21:00", "2024-02-01T21:00")).toBe(true);
    expect(isNew("month", "2023-05-15T20:00", "2024-05-15T20:00")).toBe(true);
    expect(isNew("quarter", "2024-01-31T21:00", "2024-03-28T20:00")).toBe(false);
    expect(isNew("quarter", "2024-03-28T20:00", "2024-04-01T20:00")).toBe(true);
    expect(isNew("year", "2024-12-31T21:00", "2025-01-02T21:00")).toBe(true);
    expect(isNew("year", "2024-01-02T21:00", "2024-12-31T21:00")).toBe(false);
  });
});
