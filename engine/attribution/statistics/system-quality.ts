import { mean, sampleDeviation } from "../../series/moments.ts";
import { defineStatistic } from "./statistic.ts";

/** Root of the number of closed trades (100 at most) times mean over deviation of their returns on entry value; null for fewer than two. */
export const systemQuality = defineStatistic({
  kind: "systemQuality",
  title: "System quality (SQN)",
  description:
    "Root of the number of trades times mean over deviation of their returns, at most 100 trades counted.",
  unit: "ratio",
  source: "Tharp (2008); returns on entry value as R",
  compute: ({ closed }) => {
    const returns = Float64Array.from(closed, ({ returnPct }) => returnPct);
    return (Math.sqrt(Math.min(100, returns.length)) * mean(returns)) / sampleDeviation(returns);
  },
});
