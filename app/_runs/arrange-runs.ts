import { z } from "zod";
import { type ListedRun, paramsText, symbolsText } from "./run-names.ts";

/** What the list of runs can be ordered by; the honest figure stands before the flattering ones. */
export const runOrder = z.enum(["newest", "deflated", "sharpe", "return", "drawdown"]);
export type RunOrder = z.infer<typeof runOrder>;

/** How the list of runs is looked at. */
export interface RunArrangement {
  readonly words: string;
  readonly order: RunOrder;
}

export const ORDER_WORDS: Record<RunOrder, string> = {
  newest: "Newest first",
  deflated: "Deflated Sharpe",
  sharpe: "Sharpe",
  return: "Total return",
  drawdown: "Smallest drawdown",
};

const VALUES: Record<Exclude<RunOrder, "newest">, (run: ListedRun) => number | null | undefined> = {
  deflated: (run) => run.deflatedSharpe,
  sharpe: (run) => run.statistics.sharpe,
  return: (run) => run.statistics.totalReturn,
  drawdown: (run) => run.statistics.maxDrawdown,
};

/** Runs that have all the words somewhere, best first; those without the figure come last, and equal ones stay in their order. */
export function arrangeRuns(runs: readonly ListedRun[], { words, order }: RunArrangement): ListedRun[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = runs.filter((run) => {
    const text = textOf(run);
    return wanted.every((word) => text.includes(word));
  });
  if (order === "newest") return found;
  const valueOf = (run: ListedRun) => VALUES[order](run) ?? -Infinity;
  return found.toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    return one === other ? 0 : other - one;
  });
}

function textOf(run: ListedRun): string {
  const { strategyName, strategyVersion, note, resultHash } = run;
  return [strategyName, strategyVersion, symbolsText(run), paramsText(run), note, resultHash ?? ""]
    .join(" ")
    .toLowerCase();
}
