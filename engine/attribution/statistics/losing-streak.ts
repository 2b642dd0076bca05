import { defineStatistic } from "./statistic.ts";

/** Most losing closed trades in a row, in the order of their exits; null without a closed trade. */
export const losingStreak = defineStatistic({
  kind: "losingStreak",
  title: "Longest losing streak",
  description: "Most closed trades in a row that lost money.",
  unit: "count",
  source: "closed trades by exit",
  compute: ({ closed }) => {
    if (closed.length === 0) return null;
    const ordered = [...closed].sort((a, b) => (a.exitTime ?? 0) - (b.exitTime ?? 0) || a.id - b.id);
    let longest = 0;
    let run = 0;
    for (const { pnl } of ordered) {
      run = pnl < 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  },
});
