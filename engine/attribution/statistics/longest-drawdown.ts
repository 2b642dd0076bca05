import { defineStatistic } from "./statistic.ts";

/** Longest run of closes below the highest equity so far, recovered or not. */
export const longestDrawdown = defineStatistic({
  kind: "longestDrawdown",
  title: "Longest drawdown",
  description: "Most closes in a row below the last peak.",
  unit: "count",
  source: "closes under water, peak to recovery",
  compute: ({ drawdown }) => {
    let longest = 0;
    let run = 0;
    for (let row = 0; row < drawdown.length; row++) {
      run = (drawdown[row] as number) < 0 ? run + 1 : 0;
      if (run > longest) longest = run;
    }
    return drawdown.length === 0 ? null : longest;
  },
});
