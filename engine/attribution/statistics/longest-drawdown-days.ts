import { drawdownTable } from "../drawdown-table.ts";
import { defineStatistic } from "./statistic.ts";

/** Most calendar days from a peak of equity to the close that is back at it, or to the last close; null without a time axis. */
export const longestDrawdownDays = defineStatistic({
  kind: "longestDrawdownDays",
  title: "Longest drawdown in days",
  description: "Most calendar days from a peak to its recovery, or to the end.",
  unit: "count",
  source: "calendar days from peak to recovery",
  compute: ({ drawdown, time, start }) =>
    time.length === 0
      ? null
      : drawdownTable({ drawdown, time, start }).reduce((longest, { days }) => Math.max(longest, days), 0),
});
