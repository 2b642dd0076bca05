import type { BacktestOptions } from "../../backtest.ts";
import { EngineError } from "../../errors.ts";
import type { Strategy } from "../../strategy.ts";
import { sealHoldOut } from "../validation/hold-out.ts";
import { walkForwardWindows, type Span } from "../validation/walk-forward.ts";
import { localEvaluate, type Evaluate } from "./evaluate-trial.ts";
import type { SearchTask } from "./run-search.ts";
import type { StudyInput, StudySpec, StudyTrial } from "./study-spec.ts";

/** What a study runs on. */
export interface StudyTask {
  readonly strategy: Strategy;
  /** Options of every run: bars, capital, costs, and parameters that are not searched. */
  readonly options: BacktestOptions;
  readonly study: StudyInput;
  /** Runs one trial over one stretch; on this thread where absent. */
  readonly evaluate?: Evaluate;
  /** Trials of an interrupted run of the same study: told and not run again. */
  readonly earlier?: readonly StudyTrial[];
  /** Looked at between trials; an AbortSignal fits. */
  readonly abort?: { throwIfAborted(): void } | undefined;
}

/** The stretches that a study searches and judges in. */
export interface StudyPlan {
  readonly search: Pick<SearchTask, "evaluate" | "clock">;
  readonly windows: readonly { readonly train: Span; readonly test: Span | undefined }[];
  readonly heldOut: Span | undefined;
}

/** Lays a study out over its bars. @throws EngineError "bad-param" on too few bars. */
export function planOf(spec: StudySpec, { strategy, options, evaluate }: StudyTask): StudyPlan {
  const { from = -Infinity, to = Infinity, ...rest } = options;
  const clock = clockOf(options.bars).filter((time) => time >= from && time < to);
  if (clock.length < LEAST_BARS)
    throw new EngineError("bad-param", `too few bars: ${clock.length}; use ${LEAST_BARS} or more`);
  const search = {
    evaluate:
      evaluate ??
      localEvaluate({
        strategy,
        options: to < Infinity ? boundBars(rest, to) : rest,
        objective: spec.objective,
      }),
    clock,
  };
  const whole = { from: 0, to: clock.length };
  if (spec.walkForward)
    return { search, windows: walkForwardWindows(clock.length, spec.walkForward), heldOut: undefined };
  if (spec.holdOut === 0) return { search, windows: [{ train: whole, test: undefined }], heldOut: undefined };
  const sealed = clock.indexOf(sealHoldOut(clock, spec.holdOut).from);
  return {
    search,
    windows: [{ train: { from: 0, to: sealed }, test: undefined }],
    heldOut: { from: sealed, to: clock.length },
  };
}

const LEAST_BARS = 20;

/** A stretch that reaches the end of the clock has no end of its own: the bars then must not go on after it. */
function boundBars<O extends Pick<BacktestOptions, "bars">>(options: O, to: number): O {
  const cut = [options.bars].flat().map((bars) => {
    const rows = bars.openTime.filter((time) => time < to).length;
    const columns = [
      "openTime",
      "closeTime",
      "availableAt",
      "open",
      "high",
      "low",
      "close",
      "volume",
    ] as const;
    return { ...bars, ...Object.fromEntries(columns.map((name) => [name, bars[name].slice(0, rows)])) };
  });
  return { ...options, bars: cut };
}

function clockOf(bars: BacktestOptions["bars"]): Float64Array {
  const all = [bars].flat();
  const [only] = all;
  if (only && all.length === 1) return only.openTime;
  return Float64Array.from(new Set(all.flatMap(({ openTime }) => [...openTime]))).sort();
}
