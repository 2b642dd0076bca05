import { EngineError } from "#engine/errors.ts";
import { objectivesOf, scoresOf } from "#engine/experiments/study/objectives.ts";
import { studyOf, type OptimizeOptions } from "#engine/experiments/study/optimize.ts";
import { runStudy, type StudyEvent } from "#engine/experiments/study/study.ts";
import type { StudyTask } from "#engine/experiments/study/study-plan.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import { evaluateFor } from "#engine/experiments/study/study-plan.ts";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import type { Crew } from "#workers/pool/crew.ts";
import type { Recipe } from "#workers/pool/recipe.ts";
import { shareValue } from "#workers/pool/share-value.ts";
import type { StrategyOrigin } from "#workers/pool/trial-job.ts";
import { openTrialLanes, type TrialLanes } from "#workers/pool/trial-lanes.ts";
import type { Bars, Timeframe } from "#engine/market/bars.ts";
import type { StudySpec, StudyTrial } from "#engine/experiments/study/study-spec.ts";
import type { Strategy, StrategyParams } from "#engine/strategy.ts";
import { frontPlot } from "../plots/front.ts";
import { SHOWN, type Shown } from "../shown.ts";
import { tableOf, type Row, type Table } from "../table.ts";
import type { LongWork } from "./long-work.ts";
import { judgementOf } from "./study-judgement.ts";
import { endedView, runningView, type StudyView } from "./study-view.ts";
import { refuseMisspelt, RUN_OPTIONS } from "./misspelt-option.ts";

/** A study's findings; shown as its panel, then its best trials. */
export interface StudyReport extends Omit<StudyResult, "trials">, Shown {
  /** A row per trial, the best first: window (from 1), number, parameters, score, trades, state. */
  readonly table: Table;
  /** The panel as rows of name, value and meaning. */
  readonly judgement: Table;
  /** Of several objectives, the trials that no other beats, the best by the first one first; empty where there is one. */
  readonly frontTable: Table;
  readonly trials: readonly StudyTrial[];
}

/** Trials run for about this long before Stop and newer inputs are let in. */
const SLICE_MS = 30;
const DRAWN_MS = 500;

const OPTIONS: readonly string[] = [
  ...RUN_OPTIONS,
  ...[
    "space",
    "constraints",
    "method",
    "objective",
    "objectives",
    "goal",
    "trials",
    "leastTrades",
    "folds",
    "walkForward",
  ],
  ...[
    "pruner",
    "crossValidation",
    "holdOut",
    "batch",
    "priorTrials",
    "where",
    "accounts",
    "metrics",
    "universe",
    "range",
    "timeframe",
  ],
];

/** Where a study runs. */
const PLACES = ["browser", "server"] as const;

function rowOf({ window, number, values, score, trades, state }: StudyTrial, leastTrades: number): Row {
  const said = state === "complete" && trades < leastTrades ? "too few trades" : state;
  return { window: window + 1, trial: number, ...values, score, trades, state: said };
}

/** Objectives by their names, a row per trial of the front. */
function tableOfFront({ spec, front }: StudyResult): Table {
  const kinds = objectivesOf(spec).map(({ objective }) => objective);
  return tableOf(
    front.map((trial) => {
      const scores = scoresOf(spec, trial);
      const reached = Object.fromEntries(kinds.map((kind, at) => [kind, scores[at] ?? NaN]));
      return { trial: trial.number, ...trial.values, ...reached, trades: trial.trades };
    }),
  );
}

/** The best first; after them those with too few trades, which are never chosen whatever they earned. */
function tableOfTrials(
  trials: readonly StudyTrial[],
  { goal, leastTrades }: Pick<StudySpec, "goal" | "leastTrades">,
): Table {
  const sign = goal === "minimise" ? 1 : -1;
  const worth = ({ score }: StudyTrial): number => (score === null ? Infinity : sign * score);
  const isShort = ({ trades }: StudyTrial): number => Number(trades < leastTrades);
  const ordered = [...trials].sort(
    (a, b) => b.window - a.window || isShort(a) - isShort(b) || worth(a) - worth(b) || a.number - b.number,
  );
  return tableOf(ordered.map((trial) => rowOf(trial, leastTrades)));
}

/**
 * A study's result with the ways to look at it that cells have.
 *
 * @param view What is drawn before its tables; a study on the server is drawn by the page, which follows it.
 */
export function studyReport(result: StudyResult, view?: StudyView): StudyReport {
  const table = tableOfTrials(result.trials, result.spec);
  const judgement = judgementOf(result);
  const frontTable = tableOfFront(result);
  const front = result.spec.further ? [frontPlot(result), frontTable] : [];
  const shown = [...(view ? [view] : []), judgement, ...front, table];
  return { ...result, table, judgement, frontTable, [SHOWN]: shown };
}

/** A study as a cell asks for it: with bars, or with a universe and a range of dates to load them by. */
export interface OptimizeCall<P extends StrategyParams> extends Omit<OptimizeOptions<P>, "bars"> {
  readonly bars?: OptimizeOptions<P>["bars"];
  /** Symbols to load, in place of `bars`. */
  readonly universe?: readonly string[];
  /** Dates in which trials trade: UTC ms or ISO dates; earlier bars warm indicators up. */
  readonly range?: { readonly from?: number | string; readonly to?: number | string };
  readonly timeframe?: Timeframe;
  /** "browser", on this tab's threads, or "server", after a word of yours; the same trials, bit for bit. */
  readonly where?: (typeof PLACES)[number];
}

/** Other threads, and how they make a study's strategy and objective. */
export interface StudyHelp {
  readonly crew: Crew;
  readonly origin: StrategyOrigin;
  readonly objective: Recipe | undefined;
}

/** What a study needs of the cell that asks for it. */
export interface OptimizeDesk {
  bars(symbol: string, options: { readonly timeframe: Timeframe }): Promise<Bars>;
  onServer(task: StudyTask): Promise<StudyResult>;
  /** Threads that help with a study of this tab, and how they make its strategy; undefined where nobody can help. */
  help(task: StudyTask): StudyHelp | undefined;
  /** How long the study runs alone before others are asked; a fifth of a second or so where absent. */
  readonly aloneMs?: number;
  /** Shows how far the study is, and what it found so far. */
  draw(soFar: StudyView): void;
  /** Shows what it found in the same place: a study that nobody shows is seen all the same. */
  end(report: StudyReport, found: StudyView): void;
}

function timeOf(given: number | string | undefined): number | undefined {
  const time = typeof given === "string" ? Date.parse(given) : given;
  if (time !== undefined && !Number.isFinite(time))
    throw new EngineError("bad-param", `invalid range: ${String(given)}; use "2015-01-31" or UTC ms`, {
      field: "range",
    });
  return time;
}

function onlyGiven(times: object): object {
  return Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined));
}

/** Opens the threads of a study in the tab; undefined where it runs on this thread alone, such as a study of options that are code. */
function openLanes(task: StudyTask, desk: OptimizeDesk, work: LongWork): TrialLanes | undefined {
  const help = desk.help(task);
  const settings = help && shareValue(task.options);
  if (!settings || !task.strategy) return undefined;
  const spec = parseStudy(task.study, task.objective !== undefined);
  return openTrialLanes({
    crew: help.crew,
    job: { origin: help.origin, objective: help.objective, study: spec, settings: settings.copy },
    here: evaluateFor(spec, task.strategy, task.options, task.objective),
    breathe: () => work.breathe(),
    ...(desk.aloneMs === undefined ? {} : { aloneMs: desk.aloneMs }),
  });
}

/**
 * Runs a study, on this tab's threads or on the server.
 *
 * @throws the signal's own reason once it is aborted, and as the engine's studies do.
 */
export async function runOptimize<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: OptimizeCall<P>,
  work: LongWork,
  desk: OptimizeDesk,
): Promise<StudyReport> {
  refuseMisspelt("optimize", options, OPTIONS);
  const { where = "browser", universe, range, timeframe = "1d", ...rest } = options;
  if (!PLACES.includes(where))
    throw new EngineError("bad-param", `invalid where: ${String(where)}; use browser or server`, {
      field: "where",
    });
  const times = range ? { from: timeOf(range.from), to: timeOf(range.to) } : {};
  const bars =
    rest.bars ?? (await Promise.all((universe ?? []).map((symbol) => desk.bars(symbol, { timeframe }))));
  const given = { ...rest, bars, ...onlyGiven(times) } as OptimizeOptions<P>;
  await work.between(0);
  const task = studyOf(strategy, given);
  if (where === "server") return studyReport(await desk.onServer(task));
  const lanes = openLanes(task, desk, work);
  const { evaluate, width = 1 } = lanes ?? {};
  const steps = runStudy({ ...task, ...(evaluate ? { evaluate } : {}), width, abort: work.signal });
  try {
    return await follow(parseStudy(task.study, task.objective !== undefined), steps, work, desk);
  } finally {
    lanes?.close();
  }
}

/** Shows what a study finds as it comes. */
async function follow(
  spec: StudySpec,
  steps: ReturnType<typeof runStudy>,
  work: LongWork,
  desk: Pick<OptimizeDesk, "draw" | "end">,
): Promise<StudyReport> {
  let rested = performance.now();
  let drawn = rested;
  const seen: StudyEvent["trial"][] = [];
  for (;;) {
    const step = await steps.next();
    if (step.done) {
      work.progress(1);
      const found = endedView(step.value);
      const report = studyReport(step.value, found);
      desk.end(report, found);
      return report;
    }
    seen.push(step.value.trial);
    if (performance.now() - rested <= SLICE_MS) continue;
    await work.between(step.value.done / step.value.total);
    rested = performance.now();
    if (rested - drawn < DRAWN_MS) continue;
    desk.draw(runningView(spec, seen, step.value.total));
    drawn = performance.now();
  }
}
