import { overfittingPanel, type OverfittingPanel, type PanelTrial } from "../overfitting/panel.ts";
import { walkReport, type WalkReport, type WindowOutcome } from "../validation/walk-report.ts";
import type { Span } from "../validation/walk-forward.ts";
import { crossReport, type CrossReport, type JudgedSplit } from "./cross-report.ts";
import type { Evaluate } from "./evaluate-trial.ts";
import { frontOf } from "./front.ts";
import { compareLosses, lossesOfChoice } from "./objectives.ts";
import type { SearchTask } from "./run-search.ts";
import { evaluateFold, joined, timesOf, type RanTrial } from "./run-trial.ts";
import type { StudySpec, StudyTrial } from "./study-spec.ts";

/** A window of a walk forward: what was chosen in it and how that did after it. */
export interface StudyWindow {
  readonly window: number;
  readonly train: Span;
  readonly test: Span;
  readonly best: StudyTrial | undefined;
  readonly outOfSampleScore: number | null;
  readonly outOfSampleTrades: number;
}

/** What came of a study. The same study gives the same bits on every machine, interrupted or not. */
export interface StudyResult {
  readonly spec: StudySpec;
  readonly trials: readonly StudyTrial[];
  /** The best trial that broke nothing; of a walk forward, that of the last window: what would be traded next. */
  readonly best: StudyTrial | undefined;
  /** Of several objectives: the trials of the last search that no other beats, `best` first; empty where there is one objective. */
  readonly front: readonly StudyTrial[];
  /** The score of `best` on the bars that were held out; null where there are none. */
  readonly outOfSampleScore: number | null;
  /** UTC ms from which bars were held out; null where none were. */
  readonly heldOutFrom: number | null;
  /** Closes of all its bars, those that were held out among them; null in studies that ended before it was told. */
  readonly closes: number | null;
  readonly windows: readonly StudyWindow[];
  readonly walk: WalkReport | null;
  /** Of a cross validation; null where there is none. */
  readonly cross: CrossReport | null;
  readonly panel: OverfittingPanel;
}

/** Most numbers of returns that are kept for the panel: 160 MB. */
export const MAX_KEPT = 20_000_000;

/** The best complete trial that has trades enough, by the first objective; of equals the best by the next one, then the first. */
export function bestOf(spec: StudySpec, trials: readonly StudyTrial[]): StudyTrial | undefined {
  let best: { readonly trial: StudyTrial; readonly losses: readonly number[] } | undefined;
  for (const trial of trials) {
    const losses = lossesOfChoice(spec, trial);
    if (losses && (!best || compareLosses(losses, best.losses) < 0)) best = { trial, losses };
  }
  return best?.trial;
}

/** Runs a trial again for its returns: of a resumed study, or where they were let go. */
export async function returnsOf(part: SearchTask, { values }: StudyTrial): Promise<Float64Array> {
  const outcomes = new Map<number, Awaited<ReturnType<Evaluate>>>();
  for (let fold = 0; fold < part.parts.length; fold++)
    outcomes.set(fold, await evaluateFold(part, values, fold));
  return joined(outcomes);
}

/** Judges what a study found. */
export async function finish(found: {
  readonly spec: StudySpec;
  readonly trials: readonly StudyTrial[];
  readonly windows: readonly StudyWindow[];
  readonly outcomes: readonly WindowOutcome[];
  readonly judged: readonly JudgedSplit[];
  readonly last: { readonly ran: readonly RanTrial[]; readonly part: SearchTask };
  readonly heldOut: Span | undefined;
}): Promise<StudyResult> {
  const { spec, trials, windows, outcomes, judged, last, heldOut } = found;
  const lastTrials = last.ran.map(({ trial }) => trial);
  const best = bestOf(spec, lastTrials);
  const sealed =
    best && heldOut
      ? await last.part.evaluate({ values: best.values, ...timesOf(last.part.clock, heldOut) })
      : undefined;
  const periodsPerYear = await yearOf(last, best);
  const walk = outcomes.length > 0 ? walkReport(outcomes, spec.space, periodsPerYear) : null;
  const crossed = judged.length > 0 ? crossReport(judged, last.part.parts.length, periodsPerYear) : null;
  const after = sealed?.error === undefined ? sealed?.returns : undefined;
  const panel = overfittingPanel({
    trials: await panelTrials(spec, last),
    ledgerTrials: spec.priorTrials + trials.length,
    ...{ space: spec.space, periodsPerYear, seed: spec.seed },
    priorOpenings: heldOut ? spec.priorOpenings : 0,
    outOfSample: walk?.returns ?? after ?? crossed?.middle,
  });
  return {
    ...{
      spec,
      trials,
      best,
      front: frontOf(spec, lastTrials),
      windows,
      walk,
      cross: crossed?.report ?? null,
      panel,
    },
    outOfSampleScore: sealed && Number.isFinite(sealed.score) ? sealed.score : null,
    heldOutFrom: heldOut ? timesOf(last.part.clock, heldOut).from : null,
    closes: last.part.clock.length,
  };
}

async function yearOf(
  { ran, part }: { readonly ran: readonly RanTrial[]; readonly part: SearchTask },
  best: StudyTrial | undefined,
): Promise<number> {
  const known = ran.find(({ periodsPerYear }) => Number.isFinite(periodsPerYear))?.periodsPerYear;
  if (known !== undefined || !best) return known ?? 252;
  return (await evaluateFold(part, best.values, 0)).periodsPerYear;
}

/** Scores are turned so that the larger is the better one; what cannot be chosen, for too few trades, has none. */
async function panelTrials(
  spec: StudySpec,
  { ran, part }: { readonly ran: readonly RanTrial[]; readonly part: SearchTask },
): Promise<PanelTrial[]> {
  const sign = spec.goal === "maximise" ? 1 : -1;
  const found: PanelTrial[] = [];
  for (const { trial, returns } of ran) {
    const isWhole = trial.state === "complete" && trial.folds.length === part.parts.length;
    const own =
      returns ??
      (isWhole && ran.length * part.clock.length <= MAX_KEPT ? await returnsOf(part, trial) : undefined);
    found.push({
      values: trial.values,
      score: lossesOfChoice(spec, trial) ? sign * (trial.score ?? NaN) : NaN,
      returns: own,
      trades: trial.trades,
    });
  }
  return found;
}
