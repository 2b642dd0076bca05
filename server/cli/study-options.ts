import { existsSync } from "node:fs";
import type { OptimizeOptions } from "#engine/experiments/study/optimize.ts";
import type { OwnObjective } from "#engine/experiments/study/own-objective.ts";
import { EngineError } from "#engine/errors.ts";
import { loadModule } from "./headless/strategy-module.ts";
import type { PlannedRun, StrategyFlags } from "./backtest.ts";

/** What the command line says of a study. */
export interface OptimizeFlags extends StrategyFlags {
  readonly method?: string;
  /** Statistics, each with its goal after a colon if it has one; the first may be the path of a module. */
  readonly objective: readonly string[];
  readonly trials?: string;
  readonly leastTrades?: string;
  readonly folds?: string;
  readonly seed?: string;
  readonly batch?: string;
  readonly holdOut?: string;
  /** JSON of a space: values or a dimension by parameter. */
  readonly space?: string;
  readonly constraint: readonly string[];
  /** Bars to train in and to test in, such as "500:100". */
  readonly walkForward?: string;
  /** Groups, those tested at once, bars of purge and of embargo, such as "6:2:5:5". */
  readonly crossValidation?: string;
  /** Permuted markets on which the whole search is run again. */
  readonly permutations?: string;
}

/** What is made large or small: what the flags name, else what the spec does. @throws EngineError "bad-param" on a module without an objective. */
export async function readObjectives(
  texts: readonly string[],
  search: PlannedRun["search"],
): Promise<Pick<OptimizeOptions, "objective" | "objectives">> {
  if (texts.length > 0) return { objectives: await Promise.all(texts.map(readObjective)) };
  if (search?.objectives) return { objectives: search.objectives };
  return search ? { objective: search.objective } : {};
}

/** A file names a module whose export `objective` scores runs; anything else is a statistic. */
async function readObjective(text: string): Promise<NonNullable<OptimizeOptions["objectives"]>[number]> {
  if (/\.[mc]?[jt]s$/.test(text)) return loadObjective(text);
  const [objective = "", goal = "maximise"] = text.split(":");
  if (goal === "maximise" || goal === "minimise") return { objective, goal };
  throw new EngineError("bad-param", `invalid goal of ${objective}: ${goal}; use maximise or minimise`, {
    field: "objective",
  });
}

async function loadObjective(text: string): Promise<OwnObjective> {
  if (!existsSync(text))
    throw new EngineError("bad-param", `no file ${text}; give the path of a module, or a statistic`);
  const { objective } = await loadModule(text);
  if (typeof objective === "function") return objective as OwnObjective;
  throw new EngineError(
    "bad-param",
    `no objective in ${text}; export one: export const objective = (run) => a number`,
    { field: "objective" },
  );
}

/**
 * What a study is asked for: flags win over the spec's optimization section.
 *
 * @throws EngineError "bad-param" on text that is no number, no JSON, or no goal.
 */
export function optionsOf({ options, search }: PlannedRun, flags: OptimizeFlags): OptimizeOptions {
  const numbers = {
    trials: numberOf("trials", flags.trials) ?? search?.trials,
    leastTrades: numberOf("least-trades", flags.leastTrades),
    folds: numberOf("folds", flags.folds) ?? (search?.folds === 0 ? undefined : search?.folds),
    seed: numberOf("seed", flags.seed),
    batch: numberOf("batch", flags.batch),
    holdOut: numberOf("hold-out", flags.holdOut),
  };
  const [train, test] = (flags.walkForward ?? "").split(":").map(Number);
  const space = flags.space === undefined ? gridOf(search) : readSpace(flags.space);
  const given = {
    ...numbers,
    method: flags.method ?? methodOf(flags, search),
    constraints: flags.constraint,
    space,
    crossValidation: crossOf(flags.crossValidation),
    walkForward: flags.walkForward === undefined ? undefined : { train: train ?? NaN, test: test ?? NaN },
  };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...options, ...set };
}

/** A spec's own method; where there is none, or it was written for one objective and several are wanted, the study's own choice. */
function methodOf({ objective }: OptimizeFlags, search: PlannedRun["search"]): string | undefined {
  return objective.length > 1 ? undefined : search?.method;
}

/** Groups, and how many are tested at once, how many bars are purged and embargoed: "6:2:5:5". */
function crossOf(text: string | undefined): OptimizeOptions["crossValidation"] {
  if (text === undefined) return undefined;
  const [groups = NaN, testGroups = 1, purge = 0, embargo = 0] = text.split(":").map(Number);
  return { groups, testGroups, purge, embargo };
}

function gridOf(search: PlannedRun["search"]): OptimizeOptions["space"] {
  return search && Object.keys(search.grid).length > 0 ? search.grid : undefined;
}

function readSpace(text: string): NonNullable<OptimizeOptions["space"]> {
  try {
    return JSON.parse(text) as NonNullable<OptimizeOptions["space"]>;
  } catch {
    throw new EngineError(
      "bad-param",
      `invalid space: ${text.slice(0, 60)}; use JSON such as {"fast":[2,3,5]}`,
    );
  }
}

/** A flag as a number. @throws EngineError "bad-param" on anything else. */
export function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && text.trim() !== "") return value;
  throw new EngineError("bad-param", `invalid ${name}: ${text}; use a number`);
}
