import { EngineError } from "../../errors.ts";
import { lineThrough } from "../../series/line-through.ts";
import { combinations } from "../validation/combinations.ts";

/** How often the best in sample is below the middle out of sample, and how its score carries over. */
export interface OverfittingEstimate {
  /** Probability of backtest overfitting, 0 to 1; half is what noise gives. */
  readonly pbo: number;
  readonly splits: number;
  /** By split: log odds of the out-of-sample rank of the best in sample, that trial, and its Sharpe ratios per period. */
  readonly logits: Float64Array;
  readonly chosen: Uint32Array;
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
  /** Of the line of out-of-sample scores on in-sample ones. */
  readonly slope: number;
  readonly intercept: number;
  readonly rSquared: number;
  /** Share of splits whose best in sample loses out of sample. */
  readonly lossShare: number;
}

const MAX_SPLITS = 200_000;

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation.
 *
 * @param returns A column per trial, all of them and not the good ones only, of the same rows; leading rows that do not divide are dropped.
 * @param blocks Even, 16 by default: 12,870 splits. O(splits times trials times blocks).
 * @throws EngineError "bad-param" on fewer than two trials, odd blocks or too few rows.
 * @see Bailey, Borwein, Lopez de Prado, Zhu (2017), The Probability of Backtest Overfitting.
 * @example const apple = prices; overfittingProbability(range(10, 40, 10).map((slow) => closeReturns(backtest(cross, { bars: apple, params: { slow }
 *   }))), 8)
 */
export function overfittingProbability(returns: readonly Float64Array[], blocks = 16): OverfittingEstimate {
  const rows = returns[0]?.length ?? 0;
  if (returns.length < 2) throw bad(`too few trials: ${returns.length}; use 2 or more`);
  if (blocks < 2 || blocks % 2 !== 0 || rows < 2 * blocks)
    throw bad(`invalid blocks: ${blocks} of ${rows} rows; use an even number with two rows or more in each`);
  if (returns.some(({ length }) => length !== rows))
    throw bad("trials of different lengths; give all of them the same rows");
  const parts = returns.map((column) => blockSums(column, blocks));
  const splits = combinations(blocks, blocks / 2, MAX_SPLITS);
  const found = {
    logits: new Float64Array(splits.length),
    chosen: new Uint32Array(splits.length),
    inSample: new Float64Array(splits.length),
    outOfSample: new Float64Array(splits.length),
  };
  const length = Math.floor(rows / blocks) * (blocks / 2);
  const inside = new Float64Array(returns.length);
  const outside = new Float64Array(returns.length);
  const judge = (split: number, within: Float64Array, without: Float64Array): void => {
    const best = largest(within);
    const rank = rankOf(without, best) / (returns.length + 1);
    found.chosen[split] = best;
    found.logits[split] = Math.log(rank / (1 - rank));
    found.inSample[split] = within[best] as number;
    found.outOfSample[split] = without[best] as number;
  };
  // In the order of splits the last is the first turned round, and so on inwards: what is in one half's sample is out of the other's.
  for (const [split, own] of splits.slice(0, splits.length / 2).entries()) {
    const rest = others(own, blocks);
    for (const [trial, part] of parts.entries()) {
      inside[trial] = sharpeOver(part, own, length);
      outside[trial] = sharpeOver(part, rest, length);
    }
    judge(split, inside, outside);
    judge(splits.length - 1 - split, outside, inside);
  }
  const { slope, intercept, rSquared } = lineThrough(found.inSample, found.outOfSample);
  const share = (values: Float64Array, holds: (value: number) => boolean): number =>
    values.filter(holds).length / splits.length;
  return {
    ...{
      pbo: share(found.logits, (logit) => logit <= 0),
      splits: splits.length,
      ...found,
      slope,
      intercept,
      rSquared,
    },
    lossShare: share(found.outOfSample, (score) => score < 0),
  };
}

/** Sums and sums of squares by block. */
interface BlockSums {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

function blockSums(column: Float64Array, blocks: number): BlockSums {
  const length = Math.floor(column.length / blocks);
  const first = column.length - length * blocks;
  const sums = new Float64Array(blocks);
  const squares = new Float64Array(blocks);
  for (let row = first; row < column.length; row++) {
    const block = Math.floor((row - first) / length);
    const value = column[row] as number;
    sums[block] = (sums[block] as number) + value;
    squares[block] = (squares[block] as number) + value * value;
  }
  return { sums, squares };
}

function others(own: readonly number[], blocks: number): number[] {
  return Array.from({ length: blocks }, (_, block) => block).filter((block) => !own.includes(block));
}

/** 0 where nothing varies: a trial that never traded is neither good nor bad. */
function sharpeOver({ sums, squares }: BlockSums, blocks: readonly number[], rows: number): number {
  let sum = 0;
  let square = 0;
  for (const block of blocks) {
    sum += sums[block] as number;
    square += squares[block] as number;
  }
  const variance = (square - (sum * sum) / rows) / (rows - 1);
  return variance > 1e-30 ? sum / rows / Math.sqrt(variance) : 0;
}

function largest(values: Float64Array): number {
  let best = 0;
  for (let place = 1; place < values.length; place++)
    if ((values[place] as number) > (values[best] as number)) best = place;
  return best;
}

/** 1 for the worst; equal ones share the mean of their ranks. */
function rankOf(values: Float64Array, place: number): number {
  const own = values[place] as number;
  let below = 0;
  let equal = 0;
  for (const value of values) {
    if (value < own) below += 1;
    else if (value === own) equal += 1;
  }
  return below + (equal + 1) / 2;
}

function bad(message: string): EngineError {
  return new EngineError("bad-param", message, { stage: "overfitting" });
}
