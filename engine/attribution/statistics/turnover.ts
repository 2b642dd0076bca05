import { defineStatistic } from "./statistic.ts";

/** Half the traded value over the mean gross position value, per year; null where nothing was held. */
export const turnover = defineStatistic({
  kind: "turnover",
  title: "Turnover",
  description: "Half of what was bought and sold over the average holding, per year.",
  unit: "ratio",
  source: "one-way traded value over average gross book, per year",
  compute: ({ traded, equity, exposure: gross, periodsPerYear }) => {
    const book = gross.reduce((sum, value, row) => sum + value * (equity[row] ?? NaN), 0);
    return (traded / 2 / book) * periodsPerYear;
  },
});
