import type { StoredResult } from "#engine/experiments/study/stored-result.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { formatNumber } from "../_ui/format-number.ts";
import type { ShakeWish } from "./monte-carlo-cells.ts";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import { runFacts } from "./read-shake.ts";
import own from "./studies.module.css";
import { valuesText } from "./values-text.ts";

/** What statisticians call a small sample, and the trust grade of a study as well. */
const FEW_TRADES = 30;

/** The set's own run, which everything else shakes: on how many trades it rests, and whether it is the run that the study recorded. */
export function MonteCarloRun({
  state,
  wish,
  result: { spec, best },
}: {
  state: CellState | undefined;
  wish: ShakeWish | null;
  result: StoredResult;
}) {
  const found = runFacts(state);
  if (!found || !wish) return <p>Loads its prices and runs the set once…</p>;
  const { trades, closes, score } = found;
  // Means of folds or accounts, and functions of one's own, are not the one run's statistic.
  const isBest = best !== undefined && valuesText(best.values) === valuesText(wish.values);
  const recorded = isBest && spec.folds === 1 && !spec.crossValidation && score !== null ? best.score : null;
  return (
    <p>
      {valuesText(wish.values)}: {formatNumber(trades, "count")} closed trades over{" "}
      {formatNumber(closes, "count")} closes
      {score === null
        ? "."
        : `, ${titleOfObjective(spec.objective)} ${formatNumber(score, numberOfStatistic(spec.objective))}.`}{" "}
      {recorded === null ? null : recorded === score ? (
        "It is the very run that the study recorded."
      ) : (
        <span className={own.lost}>
          The study recorded {formatNumber(recorded, numberOfStatistic(spec.objective))}: prices or engine are
          not what they were.
        </span>
      )}
      {trades < FEW_TRADES
        ? ` So few trades say little of the next ones: what is drawn from them is narrow.`
        : null}
    </p>
  );
}
