import { readSettings, type BacktestOptions } from "../../backtest.ts";
import { EngineError } from "../../errors.ts";
import type { Bars } from "../../market/bars.ts";
import type { Strategy, StrategyParams } from "../../strategy.ts";
import { localEvaluate } from "../study/evaluate-trial.ts";
import type { StudySpec } from "../study/study-spec.ts";
import { dearerFees, dearerSlippage, delayed } from "./execution-noise.ts";
import { pathFan, pathOf, type DrawingInput, type PathFan } from "./path-fan.ts";
import { noisyBars, permuteBars } from "./permuted-bars.ts";

/** A run's options, and whether every symbol has an account of its own; one account holds them all where absent. */
export type ShakenOptions<P extends StrategyParams = StrategyParams> = BacktestOptions<P> &
  Pick<Partial<StudySpec>, "accounts">;

/** Runs are dearer than paths: so many where nothing else is asked for. */
const RUNS = 100;

/**
 * The same strategy on the same market with every price a little off: how much hangs on the exact prices. A run for each path.
 *
 * @param share Of a bar's usual range, one deviation of a price; see {@link noisyBars}.
 * @throws EngineError "bad-param" on a strategy that throws, or a drawing out of range.
 * @example fanFacts(noisyRuns(cross, { bars: prices }, { draws: 20 }))
 */
export function noisyRuns<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: ShakenOptions<P>,
  { share = 0.1, draws = RUNS, ...input }: DrawingInput & { readonly share?: number } = {},
): PathFan {
  const question = "How much hangs on the exact prices?";
  const { seed = 1 } = input;
  return fanOfRuns(strategy, options, {
    ...{ question, input: { draws, ...input } },
    // Symbols are off apart from each other: prices of one say nothing of another's ticks.
    bend: (bars, at, draw) => noisyBars(bars, share, seed * 1_000_003 + draw * 1_009 + at),
  });
}

/**
 * The same strategy on markets without what it looks for: what is earned there is the market's, not the rule's. A run for each path; symbols keep
 * moving together. The parameters stay: whether a search would have found as much is another question, see permutedScore.
 *
 * @throws EngineError "bad-param" on a strategy that throws, or a drawing out of range.
 * @see {@link permuteBars}
 * @example fanFacts(permutedRuns(cross, { bars: prices }, { draws: 20 }))
 */
export function permutedRuns<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: ShakenOptions<P>,
  { draws = RUNS, ...input }: DrawingInput = {},
): PathFan {
  const question = "What would the same rule have earned, had the same moves come in another order?";
  const { seed = 1 } = input;
  return fanOfRuns(strategy, options, {
    ...{ question, input: { draws, ...input } },
    bend: (bars, _, draw) => permuteBars(bars, seed * 1_000_003 + draw),
  });
}

/** What a run comes to where it is made harder. */
export interface HarderRun {
  readonly name: string;
  readonly totalReturn: number;
  /** 0 or less. */
  readonly maxDrawdown: number;
}

/**
 * A run as it was, acted on one bar late, and at twice its costs: what dies of these lived on its execution.
 *
 * @throws EngineError "bad-param" on a strategy that throws.
 * @example table(harderRuns(cross, { bars: prices }))
 */
export function harderRuns<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: ShakenOptions<P>,
): HarderRun[] {
  const { fees, slippage } = readSettings(options, strategy.prepare(options.params));
  const dear = { fees: dearerFees(fees), slippage: dearerSlippage(slippage) };
  const runs: readonly (readonly [string, Strategy<P>, ShakenOptions<P>])[] = [
    ["as it was", strategy, options],
    ["one bar late", delayed(strategy), options],
    ["costs twice", strategy, { ...options, ...dear }],
  ];
  return runs.map(([name, run, given]) => {
    const { path, drawdown } = pathOf(returnsOfRun(run, given));
    return { name, totalReturn: (path.at(-1) ?? NaN) - 1, maxDrawdown: drawdown };
  });
}

function fanOfRuns<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: ShakenOptions<P>,
  given: {
    readonly question: string;
    readonly input: DrawingInput;
    bend(bars: Bars, at: number, draw: number): Bars;
  },
): PathFan {
  let draw = 0;
  const next = (): Float64Array => {
    const bars = [options.bars].flat().map((one, at) => given.bend(one, at, draw));
    draw += 1;
    return returnsOfRun(strategy, { ...options, bars });
  };
  return pathFan(given.question, next, given.input);
}

/** Returns from close to close, as a study's trial has them. */
function returnsOfRun<P extends StrategyParams>(
  strategy: Strategy<P>,
  { accounts, from, to = Infinity, ...options }: ShakenOptions<P>,
): Float64Array {
  const world = { strategy: strategy as Strategy, options: options as BacktestOptions };
  const evaluate = localEvaluate({ ...world, objective: "totalReturn", ...(accounts && { accounts }) });
  const first = Math.min(...[options.bars].flat().map(({ openTime }) => openTime[0] ?? Infinity));
  const { returns, error } = evaluate({ values: {}, from: from ?? first, to });
  if (error !== undefined) throw new EngineError("bad-param", error);
  return returns;
}
