import { existsSync } from "node:fs";
import type { OwnObjective } from "#engine/experiments/study/own-objective.ts";
import { studyOf, type OptimizeOptions } from "#engine/experiments/study/optimize.ts";
import { completeStudy, type StudyEvent } from "#engine/experiments/study/study.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import type { PathDistribution } from "#engine/experiments/validation/path-distribution.ts";
import { EngineError } from "#engine/errors.ts";
import { loadModule } from "./headless/strategy-module.ts";
import { planRun, type PlannedRun, type StrategyFlags } from "./backtest.ts";

/** What the command line says of a study. */
export interface OptimizeFlags extends StrategyFlags {
  readonly method?: string;
  readonly objective?: string;
  readonly trials?: string;
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
}

/** `lookback optimize`: runs a study over CSV files in this process and prints what came of it. */
export async function optimizeFile(path: string, flags: OptimizeFlags): Promise<void> {
  const plan = await planRun(path, flags);
  refuseMissing(plan);
  for (const warning of plan.warnings) console.error(`warning: ${warning}`);
  const objective = await readObjective(flags.objective);
  const task = studyOf(plan.search?.strategy ?? plan.strategy, { ...optionsOf(plan, flags), ...objective });
  parseStudy(task.study, task.objective !== undefined);
  const found = await completeStudy(task, flags.json === true ? undefined : tell);
  console.log(flags.json === true ? JSON.stringify(plainStudy(found)) : describe(found));
}

/** A study on other bars than the spec's would be believed of those. */
function refuseMissing({ symbols, options }: PlannedRun): void {
  const there = [options.bars].flat().map(({ symbol }) => symbol);
  const [first] = symbols;
  if (first === undefined || symbols.some((symbol) => there.includes(symbol))) return;
  throw new EngineError(
    "bad-param",
    `no bars of ${symbols.slice(0, 10).join(", ")}; give --bars ${first}=prices.csv`,
    { field: "bars" },
  );
}

/** A file names a module whose export `objective` scores runs; anything else is a statistic. */
async function readObjective(text: string | undefined): Promise<Pick<OptimizeOptions, "objective">> {
  if (text === undefined || !/\.[mc]?[jt]s$/.test(text)) return {};
  if (!existsSync(text))
    throw new EngineError("bad-param", `no file ${text}; give the path of a module, or a statistic`);
  const { objective } = await loadModule(text);
  if (typeof objective === "function") return { objective: objective as OwnObjective };
  throw new EngineError(
    "bad-param",
    `no objective in ${text}; export one: export const objective = (run) => a number`,
    { field: "objective" },
  );
}

/** Flags win over the spec's optimization section. */
function optionsOf({ options, search }: PlannedRun, flags: OptimizeFlags): OptimizeOptions {
  const numbers = {
    trials: numberOf("trials", flags.trials) ?? search?.trials,
    folds: numberOf("folds", flags.folds) ?? (search?.folds === 0 ? undefined : search?.folds),
    seed: numberOf("seed", flags.seed),
    batch: numberOf("batch", flags.batch),
    holdOut: numberOf("hold-out", flags.holdOut),
  };
  const [train, test] = (flags.walkForward ?? "").split(":").map(Number);
  const space = flags.space === undefined ? gridOf(search) : readSpace(flags.space);
  const given = {
    ...numbers,
    method: flags.method ?? search?.method ?? "tpe",
    objective: flags.objective ?? search?.objective,
    constraints: flags.constraint,
    space,
    crossValidation: crossOf(flags.crossValidation),
    walkForward: flags.walkForward === undefined ? undefined : { train: train ?? NaN, test: test ?? NaN },
  };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...options, ...set };
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

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && text.trim() !== "") return value;
  throw new EngineError("bad-param", `invalid ${name}: ${text}; use a number`);
}

/** A study as plain JSON: columns as lists. */
export function plainStudy({ walk, ...study }: StudyResult): object {
  const plain = walk && { ...walk, returns: [...walk.returns], equity: [...walk.equity] };
  return { ...study, best: study.best ?? null, walk: plain };
}

let told = -1;

/** Progress on the error stream, at every twentieth. */
function tell({ done, total, best }: StudyEvent): void {
  const twentieth = Math.floor((20 * done) / total);
  if (twentieth === told) return;
  told = twentieth;
  console.error(`${done} of ${total} trials, best so far ${best?.score?.toPrecision(4) ?? "none"}`);
}

function describePaths({ paths, median, shareBelowZero }: PathDistribution): string {
  if (!Number.isFinite(median)) return "paths: none of them trades";
  const share = (100 * shareBelowZero).toFixed(0);
  return `${paths} ${paths === 1 ? "path" : "paths"}: middle sharpe ${median.toPrecision(4)}, ${share} % below 0`;
}

function describe({ best, panel, outOfSampleScore, spec, walk, cross, trials }: StudyResult): string {
  const lines = [
    `${trials.length} trials by ${spec.sampler.kind}; trust ${panel.trust.grade}`,
    best
      ? `best: ${JSON.stringify(best.values)}, ${spec.objective} ${best.score?.toPrecision(4) ?? "none"}, ${best.trades} trades`
      : "no set kept its conditions",
    ...(panel.plateau ? [`robust: ${JSON.stringify(panel.plateau.robust.values)}`] : []),
    ...(outOfSampleScore === null
      ? []
      : [`out of sample: ${spec.objective} ${outOfSampleScore.toPrecision(4)}`]),
    ...(walk
      ? [
          `walk forward: sharpe ${walk.sharpe?.toPrecision(4) ?? "none"}, efficiency ${walk.efficiency?.toPrecision(3) ?? "none"}`,
        ]
      : []),
    ...(cross ? [describePaths(cross.distribution)] : []),
    `deflated Sharpe ${panel.deflatedSharpe?.toPrecision(3) ?? "none"}, PBO ${panel.pbo?.toPrecision(3) ?? "none"}`,
    ...panel.trust.reasons.map((reason) => `- ${reason}`),
  ];
  return lines.join("\n");
}
