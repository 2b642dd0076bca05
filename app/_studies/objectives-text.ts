import type { StudyInput } from "#engine/experiments/study/study-spec.ts";
import type { NumberKind } from "../_ui/format-number.ts";
import { STATISTIC_ROWS } from "../_report/statistic-rows.ts";

/** What a study makes large or small, in words: "Sharpe ratio and Maximum drawdown", "small Turnover". */
export function objectivesText({ objective = "sharpe", goal = "maximise", further }: StudyInput): string {
  const wanted = (further ?? []).map((each) => ({
    objective: each.objective,
    goal: each.goal ?? "maximise",
  }));
  return [{ objective, goal }, ...wanted]
    .map((each) =>
      each.goal === "minimise"
        ? `small ${titleOfObjective(each.objective)}`
        : titleOfObjective(each.objective),
    )
    .join(" and ");
}

/** How a statistic's values are shown; ratios where it is none of the catalogue. */
export function numberOfStatistic(kind: string): NumberKind {
  return STATISTIC_ROWS.find((row) => row.kind === kind)?.number ?? "ratio";
}

/** A statistic as reports call it; what is none of the catalogue stays as it is. */
export function titleOfObjective(kind: string): string {
  return STATISTIC_ROWS.find((row) => row.kind === kind)?.label ?? kind;
}
