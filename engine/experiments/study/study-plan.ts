import type { BacktestOptions } from "../../backtest.ts";
import { checkNeeds } from "../../data/data-needs.ts";
import { barsOpenedBefore } from "../../data/dataset.ts";
import { EngineError } from "../../errors.ts";
import type { Strategy } from "../../strategy.ts";
import { sealHoldOut } from "../validation/hold-out.ts";
import type { Span } from "../validation/walk-forward.ts";
import { localEvaluate, type Evaluate, type TrialWorld } from "./evaluate-trial.ts";
import { remembered } from "./remembered.ts";
import type { SearchTask } from "./run-search.ts";
import { axesOf } from "../search/axes.ts";
import { samplers } from "../search/catalogue.ts";
import type { OwnObjective } from "./own-objective.ts";
import type { StudyInput, StudySpec, StudyTrial } from "./study-spec.ts";
import { stretchesOf, type StudyStretch } from "./study-windows.ts";

/** What a study runs on. */
export interface StudyTask {
  /** Absent where `evaluate` runs it elsewhere. */
  readonly strategy?: Strategy;
  /** Options of every run: bars, capital, costs, and parameters that are not searched. */
  readonly options: BacktestOptions;
  readonly study: StudyInput;
  /** Scores trials on this thread in place of a statistic; the study then names its objective "custom". */
  readonly objective?: OwnObjective;
  /** Runs one trial over one stretch; on this thread where absent. */
  readonly evaluate?: Evaluate;
  /** Trials of an interrupted run of the same study: told and not run again. */
  readonly earlier?: readonly StudyTrial[];
  /** Looked at between trials; an AbortSignal fits. */
  readonly abort?: { throwIfAborted(): void } | undefined;
  /** Trials that may be under way at once where that changes nothing of what they are; 1 where absent. */
  readonly width?: number;
}

/** The stretches that a study searches and judges in. */
export interface StudyPlan {
  readonly search: Pick<SearchTask, "evaluate" | "clock" | "width">;
  /** Trials of one window: as many as were asked for, or as a grid has. */
  readonly trials: number;
  readonly windows: readonly StudyStretch[];
  readonly heldOut: Span | undefined;
}

/** Lays a study out over its bars. @throws EngineError "bad-param" on too few bars. */
export function planOf(spec: StudySpec, task: StudyTask): StudyPlan {
  const { strategy, options, evaluate, width } = task;
  checkNeeds(options.bars, strategy?.needs);
  const { from = -Infinity, to = Infinity } = options;
  const clock = clockOf(options.bars).filter((time) => time >= from && time < to);
  if (clock.length < LEAST_BARS) throw tooFew(clock.length, options);
  const run = evaluate ?? evaluateHere(spec, task);
  const search = { evaluate: spec.crossValidation ? remembered(run, MAX_REMEMBERED) : run, clock, width };
  const sealed = sealedFrom(spec, clock);
  return {
    search,
    trials: Math.min(spec.trials, sizeOf(spec) ?? Infinity),
    windows: stretchesOf(spec, sealed),
    heldOut: sealed < clock.length ? { from: sealed, to: clock.length } : undefined,
  };
}

/** The first row that no trial sees; past the last one where there is none. */
function sealedFrom({ walkForward, holdOut }: StudySpec, clock: Float64Array): number {
  if (walkForward || holdOut === 0) return clock.length;
  return clock.indexOf(sealHoldOut(clock, holdOut).from);
}

/** How many sets a study's sampler has; undefined where it goes on for ever. @throws EngineError "over-limit" past a million. */
export function sizeOf({
  sampler,
  space,
  seed,
}: Pick<StudySpec, "sampler" | "space" | "seed">): number | undefined {
  const found = samplers.find(sampler.kind).of(sampler.params);
  return found.size({ ...axesOf(space), seed, objectives: 1 });
}

/** What runs a study's trials on this thread; any thread that is given the same study and options comes to the same bits. */
export function evaluateFor(
  {
    objective,
    metrics,
    accounts,
    columnBytes,
  }: Pick<StudySpec, "objective" | "metrics" | "accounts"> & Pick<TrialWorld, "columnBytes">,
  strategy: Strategy,
  options: BacktestOptions,
  own?: OwnObjective,
): ReturnType<typeof localEvaluate> {
  const { to = Infinity } = options;
  const bound = to < Infinity ? boundBars(options, to) : options;
  return localEvaluate({ strategy, options: bound, objective, own, metrics, accounts, columnBytes });
}

/** @param options Whose dates may have left nothing of the bars that there are. */
function tooFew(
  left: number,
  { bars, from, to }: Pick<BacktestOptions, "bars" | "from" | "to">,
): EngineError {
  const all = clockOf(bars);
  const [first, last] = [all[0], all.at(-1)];
  const isCut = (from !== undefined || to !== undefined) && first !== undefined && last !== undefined;
  const remedy =
    isCut && all.length >= LEAST_BARS
      ? `use dates between ${dayText(first)} and ${dayText(last)}, from where to where they go`
      : `use ${LEAST_BARS} or more`;
  return new EngineError("bad-param", `too few bars: ${left}; ${remedy}`);
}

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

function evaluateHere(spec: StudySpec, { strategy, options, objective }: StudyTask): Evaluate {
  if (!strategy)
    throw new EngineError("bad-param", "missing strategy; give one, or what evaluates it", {
      field: "strategy",
    });
  return evaluateFor(spec, strategy, options, objective);
}

const LEAST_BARS = 20;
/** Returns of runs that splits share: 160 MB. */
const MAX_REMEMBERED = 20_000_000;

/** A stretch that reaches the end of the clock has no end of its own: the bars then must not go on after it. */
function boundBars<O extends Pick<BacktestOptions, "bars">>(options: O, to: number): O {
  return { ...options, bars: [options.bars].flat().map((bars) => barsOpenedBefore(bars, to)) };
}

function clockOf(bars: BacktestOptions["bars"]): Float64Array {
  const all = [bars].flat();
  const [only] = all;
  if (only && all.length === 1) return only.openTime;
  return Float64Array.from(new Set(all.flatMap(({ openTime }) => [...openTime]))).sort();
}
