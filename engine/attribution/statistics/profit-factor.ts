import { defineStatistic } from "./statistic.ts";

/** Sum of winning over sum of losing closed trades, after costs; null without a losing one. */
export const profitFactor = defineStatistic({
  kind: "profitFactor",
  title: "Profit factor",
  description: "What winning trades made over what losing ones lost.",
  unit: "ratio",
  compute: ({ closed }) => {
    const won = closed.reduce((sum, { pnl }) => sum + Math.max(pnl, 0), 0);
    const lost = closed.reduce((sum, { pnl }) => sum - Math.min(pnl, 0), 0);
    return won / lost;
  },
});
