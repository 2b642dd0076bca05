import { defineStatistic } from "./statistic.ts";

/** Compound annual growth over calendar time, from the opening of the account to the last close; null where everything was lost. */
export const calendarReturn = defineStatistic({
  kind: "calendarReturn",
  title: "Annual return by the calendar",
  description: "Yearly growth over the days that passed, of 365.25 to a year.",
  unit: "fraction",
  source: "definition with years of 365.25 days",
  compute: ({ equity, capital, time, start }) => {
    const years = ((time[time.length - 1] ?? NaN) - start) / (365.25 * 86_400_000);
    const growth = (equity[equity.length - 1] ?? NaN) / capital;
    return growth > 0 && years > 0 ? growth ** (1 / years) - 1 : null;
  },
});
