import { defineStatistic } from "./statistic.ts";

/** Herfindahl index over symbols of entry value times bars held, closed trades; null without one. */
export const concentration = defineStatistic({
  kind: "concentration",
  title: "Concentration",
  description: "How much of the money at work sat in one symbol: 1 in one, 1 / n spread over n.",
  unit: "fraction",
  source: "Herfindahl and Hirschman (1945)",
  compute: ({ closed }) => {
    const held = new Map<string, number>();
    for (const { symbol, quantity, entryPrice, bars } of closed)
      held.set(symbol, (held.get(symbol) ?? 0) + quantity * entryPrice * Math.max(1, bars));
    const all = [...held.values()];
    const sum = all.reduce((total, value) => total + value, 0);
    return all.length === 0 ? null : all.reduce((index, value) => index + (value / sum) ** 2, 0);
  },
});
