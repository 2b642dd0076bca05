import type { StudyTrial } from "./parameter-map.tsx";

/** A stretch of a parameter's values: one value, or all from `low` up to `high`. */
export interface HeatStep {
  readonly low: number;
  readonly high: number;
}

/** Trials that share a stretch of both parameters, and the best of them. */
export interface HeatCell {
  /** Places among the steps of either parameter. */
  readonly column: number;
  readonly row: number;
  readonly best: StudyTrial;
  readonly score: number;
  readonly trials: number;
}

/** A map of the best score by two parameters. */
export interface HeatMap {
  readonly columns: readonly HeatStep[];
  readonly rows: readonly HeatStep[];
  readonly cells: readonly HeatCell[];
  /** The worst and the best score of all cells. */
  readonly worst: number;
  readonly best: HeatCell;
}

/** Values of which each is a step of its own; more of them share steps. */
const MOST_VALUES = 32;
const STEPS = 24;
/** A range that is this many times its smallest value is cut by ratio. */
const BY_RATIO = 100;

/** Parameters that a map can be drawn over: numbers with two values at least, in the order of the strategy. */
export function heatParameters(trials: readonly StudyTrial[]): string[] {
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  return names.filter((name) => {
    const values = trials.flatMap(({ params }) => params[name] ?? []);
    return values.every((value) => typeof value === "number") && new Set(values).size > 1;
  });
}

/** The best score by two parameters; undefined where no trial has a score and both of them. */
export function heatCells(
  trials: readonly StudyTrial[],
  [across, up]: readonly [string, string],
  goal: "maximise" | "minimise",
): HeatMap | undefined {
  const told = trials.filter(
    ({ objective, params }) => objective !== null && has(params[across], params[up]),
  );
  const columns = stepsOf(told.map(({ params }) => Number(params[across])));
  const rows = stepsOf(told.map(({ params }) => Number(params[up])));
  const cells = new Map<number, HeatCell>();
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

/** Steps in rising order: the values themselves where they are few, else equal stretches of their range; of whole numbers, of as many each. */
function stepsOf(values: readonly number[]): HeatStep[] {
  const known = [...new Set(values)].sort((a, b) => a - b);
  if (known.length <= MOST_VALUES) return known.map((value) => ({ low: value, high: value }));
  const [low, high] = [known[0] ?? 0, known.at(-1) ?? 0];
  if (known.every(Number.isInteger) && high - low < 1_000) return wholeSteps(low, high);
  const isByRatio = low > 0 && high / low >= BY_RATIO;
  const at = (share: number): number =>
    isByRatio ? low * (high / low) ** share : low + (high - low) * share;
  const ends = Array.from({ length: STEPS + 1 }, (_, step) => (step === STEPS ? high : at(step / STEPS)));
  return ends.slice(1).map((end, step) => ({ low: ends[step] ?? low, high: end }));
}

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
