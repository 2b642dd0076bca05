import { defineStatistic } from "./statistic.ts";

/** Share of closed trades with a profit after costs; null without a closed trade. */
export const winRate = defineStatistic({
  kind: "winRate",
  title: "Win rate",
  description: "Share of closed trades that made money after costs.",
  unit: "fraction",
  source: "on closed trades",
  compute: ({ closed }) => closed.filter(({ pnl }) => pnl > 0).length / closed.length,
});
