import type { BacktestOptions } from "../../backtest.ts";
import { nearest } from "../../catalogue.ts";
import { EngineError } from "../../errors.ts";
import type { Strategy, StrategyParams } from "../../strategy.ts";
import type { Axis } from "../grid.ts";
import { parseSpace, type SearchSpaceInput } from "../search/space.ts";
import type { OwnObjective } from "./own-objective.ts";
import { readAims, type Aim } from "./read-aims.ts";
import { spaceOfGrid, spaceOfStrategy } from "./strategy-space.ts";
import { sizeOf, type StudyTask } from "./study-plan.ts";
import type { StudyInput } from "./study-spec.ts";

type DimensionInput = SearchSpaceInput["parameters"][string];

/** A study as a cell or a command line writes it: options of a run, and of the search. */
export interface OptimizeOptions<P extends StrategyParams = StrategyParams>
  extends
    BacktestOptions<P>,
    Pick<
      StudyInput,
      | "goal"
      | "trials"
      | "leastTrades"
      | "folds"
      | "walkForward"
      | "crossValidation"
      | "holdOut"
      | "batch"
      | "priorTrials"
      | "accounts"
      | "metrics"
    > {
  /** Kind of a statistic, "sharpe" by default, or a function of a run that gives a number; where it runs elsewhere it sees the run, the engine and its own cell. */
  readonly objective?: string | OwnObjective;
  /**
   * In place of `objective` and `goal`, several at once: `["sharpe", "maxDrawdown", { objective: "turnover", goal: "minimise" }]`. What no other set
   * beats by all of them is the study's front; the first chooses the set on it that is judged. Only the first may be a function.
   */
  readonly objectives?: readonly (string | OwnObjective | Aim)[];
  /** By parameter its values, such as `range(2, 30)`, or `{ kind: "float", min: 0.1, max: 2, log: true }`; the strategy's own ranges where absent. */
  readonly space?: Readonly<Record<string, Axis | DimensionInput>>;
  /** What must hold between parameters, such as `"fast < slow"`. */
  readonly constraints?: readonly string[];
  /** How sets are picked: "grid", "random", "sobol", "tpe" (by default), "gaussian-process", "cma-es" or "genetic"; with settings as `{ kind, params }`. */
  readonly method?: string | { readonly kind: string; readonly params?: Record<string, unknown> };
  /** When a set is given up before its last fold: "none", "median", "successive-halving" or "wilcoxon". */
  readonly pruner?: string | { readonly kind: string; readonly params?: Record<string, unknown> };
}

/** Names of methods by which others know them. */
const METHODS: Readonly<Record<string, string>> = {
  bayesian: "tpe",
  bayes: "tpe",
  optuna: "tpe",
  gp: "gaussian-process",
  cmaes: "cma-es",
  nsga2: "genetic",
  ga: "genetic",
  "grid-search": "grid",
  "random-search": "random",
};

/** Trials that are chosen together where nothing is said: enough for the cores of most machines to be busy. */
const BATCH = 4;

/**
 * Makes a study of a strategy and flat options; it can be run here or anywhere else.
 *
 * @throws EngineError "bad-param" on a constraint that is none, or where no parameter has a range.
 * @example studyOf(cross, { bars: prices, method: "grid", space: { fast: [5, 10], slow: [40, 60] } }).study
 */
export function studyOf<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: OptimizeOptions<P>,
): StudyTask & { readonly strategy: Strategy } {
  const { space, constraints = [], method, pruner = "none", ...rest } = options;
  const { objective, objectives, goal, trials, batch = BATCH, ...more } = rest;
  const { leastTrades, folds, walkForward, crossValidation, holdOut, ...others } = more;
  const { priorTrials, accounts, metrics, ...run } = others;
  const { parameters } = space ? spaceOf(space) : spaceOfStrategy(strategy);
  refuseUnknown(strategy, Object.keys(parameters));
  const { own, ...aims } = readAims({ objective, objectives, goal });
  const sampler = samplerOf(method ?? (aims.further ? "genetic" : "tpe"));
  const searched = { parameters, constraints: constraints.map(readConstraint) };
  const chosen = {
    ...aims,
    ...{ leastTrades, folds, walkForward, crossValidation, holdOut, batch, priorTrials, accounts, metrics },
    ...{ seed: run.seed, trials: trials ?? sizeOf({ space: parseSpace(searched), sampler, seed: 1 }) },
  };
  const given = Object.entries(chosen).filter(([, value]) => value !== undefined);
  return {
    strategy,
    options: run,
    ...(own ? { objective: own } : {}),
    study: {
      ...(Object.fromEntries(given) as Partial<StudyInput>),
      space: searched,
      sampler,
      pruner: blockOf(pruner),
    },
  };
}

function samplerOf(method: NonNullable<OptimizeOptions["method"]>): ReturnType<typeof blockOf> {
  const { kind, params } = blockOf(method);
  return { kind: METHODS[kind.toLowerCase().replaceAll("_", "-")] ?? kind.replaceAll("_", "-"), params };
}

/** A name that the strategy does not have would fail in every trial. */
function refuseUnknown<P extends StrategyParams>(
  { params, name }: Strategy<P>,
  names: readonly string[],
): void {
  const known = Object.keys(params.shape);
  for (const given of names) {
    if (known.includes(given)) continue;
    const near = nearest(given, known);
    const remedy = near ? `did you mean ${near}?` : `use one of ${known.join(", ")}`;
    throw new EngineError("bad-param", `unknown parameter of ${name}: ${given}; ${remedy}`, { field: given });
  }
}

function blockOf(given: NonNullable<OptimizeOptions["method"]>): {
  kind: string;
  params: Record<string, unknown>;
} {
  return typeof given === "string"
    ? { kind: given, params: {} }
    : { kind: given.kind, params: given.params ?? {} };
}

function spaceOf(given: NonNullable<OptimizeOptions["space"]>): SearchSpaceInput {
  const parameters: Record<string, DimensionInput> = {};
  for (const [name, axis] of Object.entries(given)) {
    const found = isAxis(axis) ? spaceOfGrid({ [name]: axis }).parameters[name] : axis;
    if (found) parameters[name] = found;
  }
  return { parameters };
}

const isAxis = (given: Axis | DimensionInput): given is Axis => Array.isArray(given);

const CONSTRAINT = /^\s*([\w.]+)\s*(<=|>=|<|>)\s*([\w.+-]+)\s*$/;

/** Reads a relation such as `fast < slow`. @throws EngineError "bad-param" on anything else. */
export function readConstraint(text: string): NonNullable<SearchSpaceInput["constraints"]>[number] {
  const [, left, relation, right] = CONSTRAINT.exec(text) ?? [];
  if (left === undefined || right === undefined)
    throw new EngineError("bad-param", `invalid constraint: ${text}; write one like fast < slow`, {
      field: "constraints",
    });
  const number = Number(right);
  return {
    left,
    relation: relation as "<" | "<=" | ">" | ">=",
    right: Number.isFinite(number) ? number : right,
  };
}
