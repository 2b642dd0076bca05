import { sharpeSample } from "../../attribution/sharpe-sample.ts";
import { sharpeError } from "../../attribution/inference/sharpe-error.ts";
import { axesOf, pointOf, toUnit } from "../search/axes.ts";
import type { SearchSpace, SearchValue } from "../search/space.ts";

/** What one window of a walk forward came to. */
export interface WindowOutcome {
  readonly values: Readonly<Record<string, SearchValue>>;
  /** Simple returns of the chosen parameters, shape [bars of the train] and [bars of the test]. */
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
}

/** A walk forward as one judgement. */
export interface WalkReport {
  /** Returns of all tests, one after another, and the account they make from 1 on. */
  readonly returns: Float64Array;
  readonly equity: Float64Array;
  /** Yearly growth out of sample over that in sample; null where that is not above 0. Half is the rule of thumb. */
  readonly efficiency: number | null;
  readonly profitableShare: number;
  /** Mean distance of successive choices as shares of the ranges, 0 to 1; null for a single window. */
  readonly drift: number | null;
  readonly sharpe: number | null;
  /** Around it, 95 % of the time, per year. */
  readonly sharpeInterval: readonly [number, number] | null;
}

/** Stitches the tests together and says what they are worth. */
export function walkReport(
  windows: readonly WindowOutcome[],
  space: SearchSpace,
  periodsPerYear: number,
): WalkReport {
  const returns = Float64Array.from(windows.flatMap(({ outOfSample }) => [...outOfSample]));
  let level = 1;
  const equity = returns.map((value) => (level *= 1 + value));
  const before = growthOf(
    windows.flatMap(({ inSample }) => [...inSample]),
    periodsPerYear,
  );
  const after = growthOf([...returns], periodsPerYear);
  const sample = sharpeSample({ returns });
  const yearly = sample.sharpe * Math.sqrt(periodsPerYear);
  const error = 1.959963984540054 * sharpeError(sample) * Math.sqrt(periodsPerYear);
  const isDefined = Number.isFinite(yearly) && Number.isFinite(error);
  return {
    ...{ returns, equity },
    efficiency: before > 0 ? after / before : null,
    profitableShare:
      windows.filter(({ outOfSample }) => outOfSample.reduce((sum, value) => sum + Math.log1p(value), 0) > 0)
        .length / windows.length,
    drift: driftOf(
      windows.map(({ values }) => values),
      space,
    ),
    sharpe: isDefined ? yearly : null,
    sharpeInterval: isDefined ? [yearly - error, yearly + error] : null,
  };
}

function growthOf(returns: readonly number[], periodsPerYear: number): number {
  const logs = returns.reduce((sum, value) => sum + Math.log1p(value), 0);
  return Math.expm1((logs / returns.length) * periodsPerYear);
}

/** How far parameters wander from choice to choice: numbers by distance, choices by change. */
function driftOf(
  choices: readonly Readonly<Record<string, SearchValue>>[],
  space: SearchSpace,
): number | null {
  const axes = axesOf(space);
  const points = choices.map((values) => pointOf(axes, values));
  const moves = points.slice(1).map((point, place) => {
    const gaps = axes.axes.map((axis, index) => {
      const [a, b] = [points[place]?.[index] ?? NaN, point[index] ?? NaN];
      if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) === Number.isNaN(b) ? 0 : 1;
      return axis.isChoice ? (a === b ? 0 : 1) : Math.abs(toUnit(axis, a) - toUnit(axis, b));
    });
    return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  });
  return moves.length > 0 ? moves.reduce((sum, move) => sum + move, 0) / moves.length : null;
}
