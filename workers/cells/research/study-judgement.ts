import type { CrossReport } from "#engine/experiments/study/cross-report.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import { tableOf, type Row, type Table } from "../table.ts";

/** A study's panel in words, the grade first: rows of name, value and meaning. */
export function judgementOf({ panel, best, outOfSampleScore, walk, cross, spec, front }: StudyResult): Table {
  const rows: Row[] = [
    {
      what: "trust",
      value: panel.trust.grade,
      meaning: panel.trust.reasons.join("; ") || "no doubt was found",
    },
    { what: "best set", value: best ? settingsText(best.values) : "none", meaning: "of the last window" },
    ...(spec.further ? [judgedBy(spec.objective, spec.further, front.length)] : []),
    {
      what: `${spec.objective} in sample`,
      value: best?.score ?? null,
      meaning: "of the best set, where it was chosen",
    },
    {
      what: `${spec.objective} out of sample`,
      value: outOfSampleScore ?? walk?.sharpe ?? null,
      meaning: "on bars that no trial saw",
    },
    {
      what: "trials",
      value: panel.trials,
      meaning: `worth ${panel.effectiveTrials.toFixed(1)} independent ones`,
    },
    {
      what: "deflated Sharpe",
      value: panel.deflatedSharpe,
      meaning: "probability that the best is more than the luck of so many trials",
    },
    {
      what: "probabilistic Sharpe",
      value: panel.probabilisticSharpe,
      meaning: "the same for one trial alone: what it would be if it had been the only one",
    },
    {
      what: "minimum track record",
      value: panel.minimumTrackYears,
      meaning: "years of such returns after which it is above 0 with 95 % confidence",
    },
    {
      what: "probability of overfitting",
      value: panel.pbo,
      meaning: "how often the best in sample is below the middle out of sample",
    },
    {
      what: "superior ability",
      value: panel.superiorAbility,
      meaning: "probability of as good a best where nothing makes money",
    },
    {
      what: "reality check",
      value: panel.realityCheck,
      meaning: "the same by White's test, which poor sets make milder",
    },
    {
      what: "at the end of a range",
      value: panel.plateau?.atEdge.join(", ") || "none",
      meaning: "parameters whose best value lies at an end: a wider range may hold a better one",
    },
    {
      what: "plateau",
      value: panel.plateau?.score ?? null,
      meaning: "median of the neighbours over the best; 0.7 and more is broad",
    },
    {
      what: "robust set",
      value: panel.plateau ? settingsText(panel.plateau.robust.values) : "none",
      meaning: "the set with the best surroundings",
    },
    {
      what: "years",
      value: panel.years,
      meaning: `${panel.minimumBacktestYears.toFixed(1)} are needed for so many trials`,
    },
  ];
  if (walk)
    rows.push(
      {
        what: "walk-forward efficiency",
        value: walk.efficiency,
        meaning: "growth out of sample over growth in sample",
      },
      {
        what: "parameter drift",
        value: walk.drift,
        meaning: "mean move of the choice from window to window, as a share of its ranges",
      },
    );
  if (cross) rows.push(...crossRows(cross));
  return tableOf(
    rows.map((row) => ({ ...row, value: row["value"] === null ? "-" : String(shorten(row["value"])) })),
  );
}

/** Which of several objectives everything else in the panel is about. */
function judgedBy(first: string, further: NonNullable<StudyResult["spec"]["further"]>, found: number): Row {
  const others = further.map(({ objective }) => objective).join(" and ");
  const meaning = `this panel judges the set of the front that is best by ${first}; ${others} decided only what is on it`;
  return { what: "front", value: `${found} of the trials`, meaning };
}

function crossRows({ paths, distribution }: CrossReport): Row[] {
  const { median, low, high, shareBelowZero } = distribution;
  return [
    {
      what: paths.length === 1 ? "Sharpe of the path" : "middle Sharpe of the paths",
      value: Number.isFinite(median) ? median : null,
      meaning: `nine of ten of ${paths.length} paths from ${low.toFixed(2)} to ${high.toFixed(2)}; each stretch judged by a choice that did not see it`,
    },
    { what: "paths below 0", value: shareBelowZero, meaning: "share of the paths that lose" },
  ];
}

function shorten(value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}

/** Settings as one reads them out: "fast 10, slow 32.843". */
const settingsText = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(
      ([name, value]) =>
        `${name} ${typeof value === "number" ? Number(value.toPrecision(5)) : String(value)}`,
    )
    .join(", ");
