import { objectivesOf, scoresOf } from "#engine/experiments/study/objectives.ts";
import type { PermutationTest } from "#engine/experiments/study/permuted-study.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import type { PathDistribution } from "#engine/experiments/validation/path-distribution.ts";

/** A study as plain JSON: columns as lists. */
export function plainStudy({ walk, ...study }: StudyResult): object {
  const plain = walk && { ...walk, returns: [...walk.returns], equity: [...walk.equity] };
  return { ...study, best: study.best ?? null, walk: plain };
}

function describePaths({ paths, median, shareBelowZero }: PathDistribution): string {
  if (!Number.isFinite(median)) return "paths: none of them trades";
  const share = (100 * shareBelowZero).toFixed(0);
  return `${paths} ${paths === 1 ? "path" : "paths"}: middle sharpe ${median.toPrecision(4)}, ${share} % below 0`;
}

/** The front, a line a trial; the first is the one that the rest is about. */
function describeFront({ spec, front }: StudyResult): string[] {
  if (!spec.further) return [];
  const kinds = objectivesOf(spec).map(({ objective }) => objective);
  const rows = front.map((trial) => {
    const reached = scoresOf(spec, trial).map((score, at) => `${kinds[at] ?? ""} ${score.toPrecision(4)}`);
    return `  ${JSON.stringify(trial.values)}: ${reached.join(", ")}, ${trial.trades} trades`;
  });
  return [`front of ${kinds.join(" and ")}; what follows judges its best by ${spec.objective}:`, ...rows];
}

/** Why there is no best, and what to change; of a walk forward it is the last window that has none. */
function describeNone({ spec, trials }: StudyResult): string {
  const last = trials.at(-1)?.window;
  const most = trials.reduce((sum, { window, trades }) => (window === last ? Math.max(sum, trades) : sum), 0);
  if (most >= spec.leastTrades) return "no set kept its conditions and has a score";
  return `no set made the ${spec.leastTrades} trades that are asked of it, ${most} at most; give more bars, or --least-trades`;
}

/** Closes after the last test, which are too few for one more. */
function untestedOf({ windows, closes }: StudyResult): string[] {
  const end = windows.at(-1)?.test.to;
  return closes === null || end === undefined || end >= closes
    ? []
    : [`the last ${closes - end} bars are in no test: they are too few for one more`];
}

/** What came of a study in lines of text: its best, how that did on bars that no trial saw, and every doubt. */
export function describeStudy(found: StudyResult): string {
  const { best, panel, outOfSampleScore, spec, walk, cross, trials } = found;
  const lines = [
    `${trials.length} trials by ${spec.sampler.kind}; trust ${panel.trust.grade}`,
    ...describeFront(found),
    best
      ? `best: ${JSON.stringify(best.values)}, ${spec.objective} ${best.score?.toPrecision(4) ?? "none"}, ${best.trades} trades`
      : describeNone(found),
    ...(best && panel.plateau ? [`robust: ${JSON.stringify(panel.plateau.robust.values)}`] : []),
    ...(outOfSampleScore === null
      ? []
      : [`out of sample: ${spec.objective} ${outOfSampleScore.toPrecision(4)}`]),
    ...(walk
      ? [
          `walk forward: sharpe ${walk.sharpe?.toPrecision(4) ?? "none"}, efficiency ${walk.efficiency?.toPrecision(3) ?? "none"}`,
          ...untestedOf(found),
        ]
      : []),
    ...(cross ? [describePaths(cross.distribution)] : []),
    `deflated Sharpe ${panel.deflatedSharpe?.toPrecision(3) ?? "none"}, PBO ${panel.pbo?.toPrecision(3) ?? "none"}`,
    ...panel.trust.reasons.map((reason) => `- ${reason}`),
  ];
  return lines.join("\n");
}

/** A permutation test in a line of text. */
export function describePermutation({ markets, asGood, pValue }: PermutationTest): string {
  return `permutation test: ${asGood} of ${markets} markets without what it looks for gave as much, p ${pValue.toPrecision(3)}`;
}
