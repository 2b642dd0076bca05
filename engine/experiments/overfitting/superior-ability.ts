import { EngineError } from "../../errors.ts";
import { createRandom } from "../../random.ts";
import { optimalBlockLength } from "../../series/block-length.ts";
import { stationaryRows } from "../../series/stationary-bootstrap.ts";

/** Whether the best trial beats the benchmark, all trials taken into account. */
export interface SuperiorAbility {
  /** White's reality check. */
  readonly realityCheck: number;
  /** Hansen's test, which poor trials do not weaken; and its bounds. */
  readonly consistent: number;
  readonly lower: number;
  readonly upper: number;
  /** Trial with the largest studentised mean. */
  readonly best: number;
}

/**
 * Tests whether any trial's mean return beats a benchmark by more than the best of so many does by luck.
 *
 * @param gains A column per trial: returns above the benchmark's, of the same rows.
 * @param options `block` in rows, fitted to the best trial where absent; `draws` 1,000 by default.
 * @returns Probabilities of what was found where nothing beats the benchmark. O(draws times rows times trials).
 * @throws EngineError "bad-param" on fewer than ten rows or columns of different lengths.
 * @see White (2000), A Reality Check for Data Snooping; Hansen (2005), A Test for Superior Predictive Ability.
 * @example const shares = prices; superiorAbility(range(10, 40, 10).map((slow) => closeReturns(backtest(cross, { bars: shares, params: { slow } }))), {
 *   draws: 200 })
 */
export function superiorAbility(
  gains: readonly Float64Array[],
  {
    block,
    draws = 1000,
    seed = 1,
  }: { readonly block?: number; readonly draws?: number; readonly seed?: number } = {},
): SuperiorAbility {
  const rows = gains[0]?.length ?? 0;
  if (rows < 10 || gains.some(({ length }) => length !== rows))
    throw new EngineError("bad-param", `too few rows: ${rows}; use columns of the same 10 or more`, {
      stage: "overfitting",
    });
  const means = gains.map((column) => column.reduce((sum, value) => sum + value, 0) / rows);
  const rough = gains.map((column, trial) => ratio(means[trial] ?? 0, deviation(column, 1)));
  const leader = rough.indexOf(Math.max(...rough));
  const length = block ?? optimalBlockLength(gains[leader] ?? new Float64Array(rows)).stationary;
  const errors = gains.map((column) => deviation(column, length));
  const scale = Math.sqrt(rows);
  const studentised = means.map((mean, trial) => ratio(scale * mean, errors[trial] ?? 0));
  const threshold = Math.sqrt(2 * Math.log(Math.log(rows)));
  const centres = {
    lower: means.map((mean) => Math.max(mean, 0)),
    consistent: means.map((mean, trial) => ((studentised[trial] ?? 0) >= -threshold ? mean : 0)),
    upper: means,
  };
  const statistic = Math.max(0, ...studentised);
  const plain = scale * Math.max(...means);
  const above = { realityCheck: 0, lower: 0, consistent: 0, upper: 0 };
  const random = createRandom(seed);
  const count = (drawn: Float64Array): void => {
    if (scale * largest(drawn, (mean, trial) => mean - (means[trial] ?? 0)) >= plain) above.realityCheck += 1;
    for (const kind of ["lower", "consistent", "upper"] as const) {
      const excess = (mean: number, trial: number): number =>
        ratio(scale * (mean - (centres[kind][trial] ?? 0)), errors[trial] ?? 0);
      if (Math.max(0, largest(drawn, excess)) >= statistic) above[kind] += 1;
    }
  };
  for (let draw = 0; draw < draws; draw += TOGETHER) {
    const most = Math.min(TOGETHER, draws - draw);
    const weights = Array.from({ length: most }, () => weightsOf(stationaryRows(rows, length, random)));
    for (const drawn of resampledMeans(gains, weights)) count(drawn);
  }
  const share = (count: number): number => (1 + count) / (1 + draws);
  return {
    realityCheck: share(above.realityCheck),
    lower: share(above.lower),
    consistent: share(above.consistent),
    upper: share(above.upper),
    best: studentised.indexOf(Math.max(...studentised)),
  };
}

const ratio = (over: number, under: number): number => (under > 0 ? over / under : 0);

function largest(drawn: Float64Array, of: (mean: number, trial: number) => number): number {
  let most = -Infinity;
  for (let trial = 0; trial < drawn.length; trial++) most = Math.max(most, of(drawn[trial] as number, trial));
  return most;
}

/** Resamples whose means are taken in one pass: each column is read once for all of them, in its order. */
const TOGETHER = 4;

/** How often each row was drawn. */
function weightsOf(drawn: Uint32Array): Float64Array {
  const weights = new Float64Array(drawn.length);
  for (const row of drawn) weights[row] = (weights[row] as number) + 1;
  return weights;
}

/** Means of every column by resample. @param weights Of {@link TOGETHER} resamples or fewer, shape [rows] each. */
function resampledMeans(gains: readonly Float64Array[], weights: readonly Float64Array[]): Float64Array[] {
  const rows = weights[0]?.length ?? 0;
  const none = new Float64Array(rows);
  const [a = none, b = none, c = none, d = none] = weights;
  const found = Array.from({ length: TOGETHER }, () => new Float64Array(gains.length));
  for (const [trial, column] of gains.entries()) {
    let [inA, inB, inC, inD] = [0, 0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const value = column[row] as number;
      inA += (a[row] as number) * value;
      inB += (b[row] as number) * value;
      inC += (c[row] as number) * value;
      inD += (d[row] as number) * value;
    }
    for (const [at, sum] of [inA, inB, inC, inD].entries()) (found[at] as Float64Array)[trial] = sum / rows;
  }
  return found.slice(0, weights.length);
}

/** Root of the long-run variance that the stationary bootstrap has. @see Hansen (2005), below equation 9 */
function deviation(column: Float64Array, block: number): number {
  const rows = column.length;
  const mean = column.reduce((sum, value) => sum + value, 0) / rows;
  const stay = 1 - 1 / block;
  const lags = block > 1 ? Math.min(rows - 1, Math.ceil(10 * block)) : 0;
  let variance = 0;
  for (let lag = 0; lag <= lags; lag++) {
    let cross = 0;
    for (let row = lag; row < rows; row++)
      cross += ((column[row] as number) - mean) * ((column[row - lag] as number) - mean);
    const weight = lag === 0 ? 1 : 2 * ((1 - lag / rows) * stay ** lag + (lag / rows) * stay ** (rows - lag));
    variance += (weight * cross) / rows;
  }
  return Math.sqrt(Math.max(variance, 0));
}
