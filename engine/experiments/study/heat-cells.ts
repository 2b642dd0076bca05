/** What a map needs of a trial. */
export interface HeatTrial {
  readonly params: Readonly<Record<string, number | string | boolean>>;
  /** Null where the trial has no score. */
  readonly objective: number | null;
}

/** A stretch of a parameter's values: one value, or all from `low` up to `high`. */
export interface HeatStep {
  readonly low: number;
  readonly high: number;
}

/** Trials that share a stretch of both parameters, and the best of them. */
export interface HeatCell<Trial extends HeatTrial = HeatTrial> {
  /** Places among the steps of either parameter. */
  readonly column: number;
  readonly row: number;
  readonly best: Trial;
  readonly score: number;
  readonly trials: number;
}

/** A map of the best score by two parameters. */
export interface HeatMap<Trial extends HeatTrial = HeatTrial> {
  readonly columns: readonly HeatStep[];
  readonly rows: readonly HeatStep[];
  readonly cells: readonly HeatCell<Trial>[];
  /** The worst and the best score of all cells. */
  readonly worst: number;
  readonly best: HeatCell<Trial>;
}

/** Values at even distances of which each is a step of its own. */
const MOST_VALUES = 32;
/** Values at uneven distances that are shown one beside the other, each with its name, since they were picked by hand. */
const MOST_PICKED = 8;
const STEPS = 24;
/** A range that is this many times its smallest value is cut by ratio. */
const BY_RATIO = 100;

/** Parameters that a map can be drawn over: numbers with two values at least, in the order of the strategy. */
export function heatParameters(trials: readonly HeatTrial[]): string[] {
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  return names.filter((name) => {
    const values = trials.flatMap(({ params }) => params[name] ?? []);
    return values.every((value) => typeof value === "number") && new Set(values).size > 1;
  });
}

/**
 * The best score by two parameters; undefined where no trial has a score and both of them. O(trials).
 *
 * @param trials In any order; those without a score or one of the parameters are left out.
 */
export function heatCells<Trial extends HeatTrial>(
  trials: readonly Trial[],
  [across, up]: readonly [string, string],
  goal: "maximise" | "minimise",
): HeatMap<Trial> | undefined {
  const told = trials.filter(
    ({ objective, params }) => objective !== null && has(params[across], params[up]),
  );
  const columns = stepsOf(told.map(({ params }) => Number(params[across])));
  const rows = stepsOf(told.map(({ params }) => Number(params[up])));
  const cells = new Map<number, HeatCell<Trial>>();
  const isBetter = (a: number, b: number): boolean => (goal === "maximise" ? a > b : a < b);
  for (const trial of told) {
    const score = trial.objective ?? NaN;
    const column = stepAt(columns, Number(trial.params[across]));
    const row = stepAt(rows, Number(trial.params[up]));
    const here = cells.get(row * columns.length + column);
    const wins = here === undefined || isBetter(score, here.score);
    const best = wins ? { best: trial, score } : here;
    cells.set(row * columns.length + column, { ...best, column, row, trials: (here?.trials ?? 0) + 1 });
  }
  const ordered = [...cells.values()].sort((a, b) => (isBetter(a.score, b.score) ? 1 : -1));
  const [worst, best] = [ordered[0], ordered.at(-1)];
  return worst && best ? { columns, rows, cells: ordered, worst: worst.score, best } : undefined;
}

const has = (...values: readonly unknown[]): boolean => values.every((value) => typeof value === "number");

/**
 * Steps in rising order: the values themselves where they are a few or stand at even distances, else equal stretches of their range, so that distances
 * on the map are those of the values; of whole numbers, of as many each.
 */
function stepsOf(values: readonly number[]): HeatStep[] {
  const known = [...new Set(values)].sort((a, b) => a - b);
  if (known.length <= MOST_PICKED || (known.length <= MOST_VALUES && isTrueToScale(known)))
    return known.map((value) => ({ low: value, high: value }));
  const [low, high] = [known[0] ?? 0, known.at(-1) ?? 0];
  if (known.every(Number.isInteger) && high - low < 1_000) return wholeSteps(low, high);
  const isByRatio = low > 0 && high / low >= BY_RATIO;
  const at = (share: number): number =>
    isByRatio ? low * (high / low) ** share : low + (high - low) * share;
  const ends = Array.from({ length: STEPS + 1 }, (_, step) => (step === STEPS ? high : at(step / STEPS)));
  return ends.slice(1).map((end, step) => ({ low: ends[step] ?? low, high: end }));
}

/** Whether values, ascending, stand at even distances, or at even ratios, so that equal steps are their scale. */
export function isTrueToScale(known: readonly number[]): boolean {
  const isEven = (scaled: readonly number[]): boolean => {
    const step = ((scaled.at(-1) ?? 0) - (scaled[0] ?? 0)) / Math.max(1, scaled.length - 1);
    return scaled.every(
      (value, at) => Math.abs(value - (scaled[0] ?? 0) - at * step) <= EVEN * Math.abs(step),
    );
  };
  return isEven(known) || ((known[0] ?? 0) > 0 && isEven(known.map(Math.log)));
}

/** Of a step: whole numbers of even ratios are rounded. */
const EVEN = 0.25;

function wholeSteps(low: number, high: number): HeatStep[] {
  const size = Math.ceil((high - low + 1) / STEPS);
  return Array.from({ length: Math.ceil((high - low + 1) / size) }, (_, step) => {
    const from = low + step * size;
    return { low: from, high: Math.min(high, from + size - 1) };
  });
}

/** The first step that reaches up to a value. */
function stepAt(steps: readonly HeatStep[], value: number): number {
  const found = steps.findIndex(({ high }) => value <= high);
  return found < 0 ? steps.length - 1 : found;
}
