import { z } from "zod";
import { parseParams } from "../../catalogue.ts";
import { quantileOfSorted } from "../../series/quantile.ts";

/** How many paths are drawn, of which seed, and what counts as ruin. */
export const drawing = z.strictObject({
  draws: z.number().int().min(10).max(100_000).default(1000).describe("paths"),
  seed: z.number().int().min(0).default(1),
  ruin: z.number().min(0).max(1).default(0.5).describe("share of the capital whose loss counts as ruin"),
});
/** A drawing as it is written. */
export type DrawingInput = z.input<typeof drawing>;

/** The shares of paths that a fan shows. */
export const FAN_SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Many paths of an account that might have been, from a capital of 1. */
export interface PathFan {
  /** What it answers, as a sentence to show with it. */
  readonly question: string;
  /** Quantiles of the account by step, one column for each of {@link FAN_SHARES}; the first step is the capital. */
  readonly bands: readonly Float64Array[];
  /** Total returns and deepest drawdowns (0 or less) of the paths, ascending. */
  readonly totals: Float64Array;
  readonly drawdowns: Float64Array;
  /** Shares of paths that ended below the capital, and that ever fell below what counts as ruin. */
  readonly lossShare: number;
  readonly ruinShare: number;
}

/**
 * Draws paths and puts them together to a fan.
 *
 * @param returnsOf Simple returns of a path, shape [steps], the same steps for all; called once for each draw, in order.
 * @throws EngineError "bad-param" on a drawing out of range.
 */
export function pathFan(question: string, returnsOf: () => Float64Array, input: DrawingInput): PathFan {
  const { draws, ruin } = parseParams(drawing, input, { stage: "monte-carlo" });
  const paths: Float64Array[] = [];
  const drawdowns = new Float64Array(draws);
  let ruined = 0;
  for (let draw = 0; draw < draws; draw++) {
    const { path, drawdown, lowest } = pathOf(returnsOf());
    paths.push(path);
    drawdowns[draw] = drawdown;
    if (lowest <= 1 - ruin) ruined += 1;
  }
  const totals = Float64Array.from(paths, (path) => (path.at(-1) ?? 1) - 1).sort();
  return {
    ...{ question, bands: bandsOf(paths), totals, drawdowns: drawdowns.sort() },
    lossShare: totals.filter((total) => total < 0).length / draws,
    ruinShare: ruined / draws,
  };
}

/** An account from 1 on, its deepest drawdown (0 or less), and the lowest that it came to. */
export interface AccountPath {
  /** Shape [returns + 1]. */
  readonly path: Float64Array;
  readonly drawdown: number;
  readonly lowest: number;
}

/**
 * The account that earns some returns, shape [returns]; it stays where it is once nothing is left.
 *
 * @example pathOf(closeReturns(result))
 */
export function pathOf(returns: Float64Array): AccountPath {
  const path = new Float64Array(returns.length + 1).fill(1);
  let peak = 1;
  let drawdown = 0;
  let lowest = 1;
  for (let step = 0; step < returns.length; step++) {
    const level = Math.max(0, (path[step] as number) * (1 + (returns[step] as number)));
    path[step + 1] = level;
    peak = Math.max(peak, level);
    lowest = Math.min(lowest, level);
    drawdown = Math.min(drawdown, level / peak - 1);
  }
  return { path, drawdown, lowest };
}

function bandsOf(paths: readonly Float64Array[]): Float64Array[] {
  const steps = paths[0]?.length ?? 0;
  const bands = FAN_SHARES.map(() => new Float64Array(steps));
  const column = new Float64Array(paths.length);
  for (let step = 0; step < steps; step++) {
    for (const [row, path] of paths.entries()) column[row] = path[step] as number;
    const sorted = column.toSorted();
    for (const [place, share] of FAN_SHARES.entries())
      (bands[place] as Float64Array)[step] = quantileOfSorted(sorted, share);
  }
  return bands;
}
