import type { Range, Tick } from "./axis-ticks.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.4 * DAY;
/** The first Monday of 1970: weeks begin on Mondays. */
const MONDAY = 4 * DAY;
/** Dates end here. */
const DATE_LIMIT = 8.64e15;

/** Steps of a clock, in ms; those of the calendar follow, in months. */
const CLOCK = [1, 5, 15, 30]
  .map((minutes) => minutes * MINUTE)
  .concat([1, 3, 6, 12].map((hours) => hours * HOUR))
  .concat([1, 2, 7].map((days) => days * DAY));
const CALENDAR = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000, 120_000, 1_200_000];

/**
 * Moments at which the clock or the calendar turns, in UTC: hours of a day, days of a month, months or years.
 *
 * @param range UTC milliseconds.
 * @param most How many are wanted at most.
 * @returns Ascending; both ends where fewer than two lie in the range; none beyond what dates can say.
 */
export function timeTicks({ min, max }: Range, most: number): Tick[] {
  if (Math.abs(min) > DATE_LIMIT || Math.abs(max) > DATE_LIMIT) return [];
  const fits = (length: number): boolean => (max - min) / length <= most - 1;
  const step = CLOCK.find(fits);
  const months = CALENDAR.find((count) => fits(count * MONTH)) ?? 1_200_000;
  const ticks = step === undefined ? calendarTicks(min, max, months) : clockTicks(min, max, step);
  if (ticks.length >= 2) return ticks;
  return [min, max].map((value) => ({ value, text: new Date(value).toISOString().slice(0, 10) }));
}

function clockTicks(min: number, max: number, step: number): Tick[] {
  const offset = step === 7 * DAY ? MONDAY : 0;
  const first = Math.ceil((min - offset) / step);
  const count = Math.floor((max - offset) / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const value = offset + (first + at) * step;
    const text = new Date(value).toISOString();
    return { value, text: step < DAY ? text.slice(5, 16).replace("T", " ") : text.slice(0, 10) };
  });
}

function calendarTicks(min: number, max: number, months: number): Tick[] {
  const monthOf = (moment: number): number => {
    const date = new Date(moment);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  const first = Math.ceil(monthOf(min) / months);
  const count = Math.floor(monthOf(max) / months) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const month = (first + at) * months;
    const value = new Date(0).setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1);
    return { value, month };
  })
    .filter(({ value }) => value >= min && value <= max)
    .map(({ value, month }) => {
      const text = new Date(value).toISOString();
      return { value, text: month % 12 === 0 && months % 12 === 0 ? text.slice(0, -20) : text.slice(0, -17) };
    });
}
