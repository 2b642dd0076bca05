import { statistics } from "../../attribution/statistics/catalogue.ts";
import type { Performance } from "../../attribution/statistics/statistic.ts";
import { EngineError } from "../../errors.ts";

/** What an objective of one's own sees of a run of a trial: nothing but the bars of its fold. */
export interface JudgedRun extends Pick<
  Performance,
  "time" | "equity" | "returns" | "drawdown" | "exposure" | "periodsPerYear"
> {
  /** Every statistic by kind, computed when it is read; null where it is not defined. */
  readonly statistics: Readonly<Record<string, number | null>>;
  /** Round trips that have ended. */
  readonly trades: Performance["closed"];
}

/** Scores a run; NaN where there is nothing to score. It must depend on the run alone, or a study cannot be repeated. */
export type OwnObjective = (run: JudgedRun) => number;

/** What a study with an objective of one's own names it. */
export const OWN_OBJECTIVE = "custom";

/** Scores a run by a function. @throws EngineError "bad-param" where it returns no number; what it throws. */
export function scoreBy(objective: OwnObjective, performance: Performance): number {
  const { time, equity, returns, drawdown, exposure, periodsPerYear, closed: trades } = performance;
  const seen = { time, equity, returns, drawdown, exposure, periodsPerYear, trades };
  const score: unknown = objective({ ...seen, statistics: statisticsOf(performance) });
  if (typeof score !== "number")
    throw new EngineError("bad-param", `invalid objective: it returns ${typeof score}; return a number`, {
      field: "objective",
    });
  // Zero has one sign, as in every other score.
  return score + 0;
}

/** Computed when read: an objective looks at two or three of them, and there are dozens. */
function statisticsOf(performance: Performance): JudgedRun["statistics"] {
  const read = statistics.blocks.map((statistic) => {
    const get = (): number | null => statistic.compute(performance);
    return [statistic.kind, { enumerable: true, get }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(read));
}
