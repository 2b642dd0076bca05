import { z } from "zod";
import type { AssembledStrategy } from "../assemble.ts";
import { statistics } from "../attribution/statistics/catalogue.ts";
import { EngineError } from "../errors.ts";
import { range, type Axis } from "./grid.ts";
import type { StudyObjective } from "./study/objectives.ts";
import { strategyFromSpec, type SpecWorld } from "../spec/bind.ts";
import { setAt, valueAt } from "../spec/compose.ts";
import { parseStrategySpec } from "../spec/parse.ts";
import type { StrategySpec } from "../spec/strategy-spec.ts";

/** A search that a spec describes, ready to run: `sweep(strategy, { grid, ...runOptionsOf(spec), bars })`. */
export interface SpecOptimization {
  /** Whether the spec asks for it; the ranges are here either way. */
  readonly enabled: boolean;
  readonly method: string;
  /** Kind of a statistic, to be made as large as can be. */
  readonly objective: string;
  /** In its place where the spec names several; the first is the one that is judged. */
  readonly objectives: readonly StudyObjective[] | undefined;
  readonly trials: number | undefined;
  readonly folds: number | undefined;
  /** The spec's strategy with its ranges as parameters, by dotted path; their defaults are the spec's own values. */
  readonly strategy: AssembledStrategy;
  /** The values of every range, for a grid. */
  readonly grid: Readonly<Record<string, Axis>>;
}

/** Values of a range that gives no step and is not of whole numbers. */
const STEPS = 10;

/** The client's names for objectives whose words are not ours. */
const OBJECTIVES: Readonly<Record<string, string>> = {
  sharpe_ratio: "sharpe",
  sortino_ratio: "sortino",
  calmar_ratio: "calmar",
  omega_ratio: "omega",
  cagr: "annualReturn",
};

/**
 * Reads a spec's optimization section as a search.
 *
 * @returns Undefined where the spec has no such section.
 * @throws EngineError "unknown-block" on an objective that is no statistic, "bad-spec" on a range that is none or leads to no number of the spec.
 * @example optimizationOf(parseStrategySpec({ meta: { strategy: "channel", version: "1.0.0" }, components: { signals: { generator: { type: "breakout" }
 *   }, sizing: { type: "fixed_fraction", params: { fraction: 0.5 } } }, optimization: { enabled: true, method: "random", objective:
 *   "sharpe_ratio", trials: 20, parameters: { "components.sizing.params.fraction": { min: 0.2, max: 1, step: 0.2 } } } }))?.grid
 */
export function optimizationOf(spec: StrategySpec, world: SpecWorld = {}): SpecOptimization | undefined {
  const { optimization } = spec;
  if (!optimization) return undefined;
  const { enabled, method, trials, cv_folds: folds, parameters = {} } = optimization;
  const objectives = optimization.objectives?.map((each): StudyObjective =>
    typeof each === "string"
      ? { objective: statisticOf(each), goal: "maximise" }
      : { ...each, objective: statisticOf(each.objective) },
  );
  const objective = objectives?.[0]?.objective ?? statisticOf(optimization.objective);
  const ranges = Object.entries(parameters).map(([path, given]) => readRange(spec, path, given));
  return {
    ...{ enabled, method, objective, objectives, trials, folds },
    strategy: withParameters(spec, world, ranges),
    grid: Object.fromEntries(ranges.map(({ path, values }) => [path, values])),
  };
}

function statisticOf(objective: string): string {
  const kind =
    (Object.hasOwn(OBJECTIVES, objective) ? OBJECTIVES[objective] : undefined) ??
    objective.replaceAll(/[_-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return statistics.find(kind).kind;
}

interface Range {
  readonly path: string;
  readonly value: number;
  readonly values: readonly number[];
  readonly schema: z.ZodType;
}

function readRange(
  spec: StrategySpec,
  path: string,
  { min, max, step }: { readonly min: number; readonly max: number; readonly step?: number | undefined },
): Range {
  const field = `optimization.parameters.${path}`;
  const value = valueAt(spec, path);
  if (typeof value !== "number")
    throw bad(
      `unknown range: ${path}; give the path of a number like components.sizing.params.fraction`,
      field,
    );
  if (!(min <= max))
    throw bad(`invalid range of ${path}: ${min} to ${max}; give the smaller number first`, field);
  const whole = [value, min, max, step ?? 1].every(Number.isInteger);
  const by = step ?? (whole ? 1 : (max - min) / STEPS);
  const values = min === max ? [min] : range(min, max, by);
  const number = (whole ? z.number().int() : z.number()).min(min).max(max);
  return { path, value, values, schema: number.meta({ step: by }).default(value) };
}

/** The same strategy, made of the spec anew for every set of values. */
function withParameters(spec: StrategySpec, world: SpecWorld, ranges: readonly Range[]): AssembledStrategy {
  const own = strategyFromSpec(spec, world);
  const params = z.strictObject(Object.fromEntries(ranges.map(({ path, schema }) => [path, schema])));
  const prepare: AssembledStrategy["prepare"] = (given = {}) => {
    let changed: unknown = spec;
    for (const [path, value] of Object.entries(params.parse(given))) changed = setAt(changed, path, value);
    const prepared = strategyFromSpec(parseStrategySpec(changed), world).prepare();
    return { ...prepared, params: params.parse(given) };
  };
  return { ...own, params, prepare };
}

function bad(message: string, field: string): EngineError {
  return new EngineError("bad-spec", message, { stage: "spec", field });
}
