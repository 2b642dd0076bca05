import { existsSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { LineCounter, parseDocument } from "yaml";
import { EngineError } from "#engine/errors.ts";
import { TIMEFRAMES, type Timeframe } from "#engine/market/bars.ts";
import { optimizationOf, type SpecOptimization } from "#engine/experiments/spec-search.ts";
import {
  runOptionsOf,
  strategyFromSpec,
  symbolsOf,
  type SpecRunOptions,
  type SpecWorld,
} from "#engine/spec/bind.ts";
import { setAt } from "#engine/spec/compose.ts";
import { parseStrategySpec } from "#engine/spec/parse.ts";
import type { StrategySpec } from "#engine/spec/strategy-spec.ts";
import { membersFromSpec } from "#engine/spec/universe-spec.ts";
import type { Strategy } from "#engine/strategy.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { parseSpecText, readSpecText } from "./spec-text.ts";
import { specLine } from "#workers/cells/research/spec-line.ts";
import { loadStrategyModule } from "./strategy-module.ts";

const MODULES = [".ts", ".mts", ".js", ".mjs"];

/** A strategy ready for a run from the command line. */
export interface LoadedStrategy {
  readonly strategy: Strategy;
  readonly params: Readonly<Record<string, unknown>>;
  /** What a spec says of its runs; empty for other strategies. */
  readonly options: SpecRunOptions;
  /** The length of bars that it decides on, where it says so. */
  readonly timeframe: Timeframe | undefined;
  /** The symbols that a spec's run is for; none for whatever bars there are. */
  readonly symbols: readonly string[];
  /** What a spec says that it stands on or offers, and what of it is not here; in sentences. */
  readonly notes: readonly string[];
  readonly search: SpecOptimization | undefined;
  /** What a spec wants printed and saved; all but signals and attribution where absent. */
  readonly output: StrategySpec["output"];
  /** The file's text, for finding lines; empty for built-in strategies. */
  readonly text: string;
  readonly url: string;
}

/** What a strategy that is no spec says of its runs: nothing. */
const PLAIN = { options: {}, symbols: [], notes: [], search: undefined, output: undefined } as const;

/**
 * Loads a strategy by what a command line names: a spec (.yaml, .yml, .json), a module (.ts, .js), or the kind of a built-in one.
 *
 * @param set Parameters by name; of a spec, values by dotted path.
 * @param name Which export of a module to take.
 * @throws EngineError "bad-spec" or "bad-param" with what is wrong and where.
 */
export async function loadStrategy(
  path: string,
  set: Readonly<Record<string, string>>,
  name?: string,
): Promise<LoadedStrategy> {
  const values = Object.fromEntries(Object.entries(set).map(([key, text]) => [key, readValue(text)]));
  if (!existsSync(path)) return builtIn(path, values);
  const ending = extname(path);
  const url = pathToFileURL(resolve(path)).href;
  if (MODULES.includes(ending)) {
    const { strategy, text } = await loadStrategyModule(path, name);
    return {
      strategy,
      params: values,
      ...PLAIN,
      timeframe: timeframeOf(strategy),
      text,
      url,
    };
  }
  if (![".yaml", ".yml", ".json"].includes(ending)) {
    const message = `unknown strategy file: ${path}; give a spec (.yaml, .json), a module (.ts) or a built-in strategy`;
    throw new EngineError("bad-spec", message);
  }
  return loadSpec(path, values, url);
}

/** A mistake in a spec is told with the file and the line at which it stands. */
function loadSpec(path: string, values: Readonly<Record<string, unknown>>, url: string): LoadedStrategy {
  const text = readSpecText(path);
  if (text.trim() === "")
    throw new EngineError("bad-spec", `${path}: empty file; write a strategy with meta and components`, {
      line: 1,
    });
  try {
    return readSpec(path, text, values, url);
  } catch (error) {
    if (!(error instanceof EngineError) || error.site.line !== undefined) throw error;
    const lines = new LineCounter();
    const line = specLine(error, parseDocument(text, { lineCounter: lines }), lines, text);
    throw new EngineError(error.code, `${path}, line ${line}: ${error.message}`, { ...error.site, line });
  }
}

function readSpec(
  path: string,
  text: string,
  values: Readonly<Record<string, unknown>>,
  url: string,
): LoadedStrategy {
  const load = (parent: string): unknown => {
    const file = resolve(dirname(path), extname(parent) === "" ? `${parent}.yaml` : parent);
    return parseSpecText(readSpecText(file), file);
  };
  let plain = parseSpecText(text, path);
  for (const [key, value] of Object.entries(values)) plain = setAt(plain, key, value);
  const spec = parseStrategySpec(plain, { load });
  const world = readWorld(spec, dirname(path));
  const strategy = strategyFromSpec(spec, world);
  const search = optimizationOf(spec, world);
  const { universe } = spec.data ?? {};
  return {
    ...{ strategy, params: {}, options: runOptionsOf(spec), timeframe: timeframeOf(strategy), text, url },
    ...{ symbols: symbolsOf(spec, world), search, output: spec.output },
    notes: [
      ...(universe === undefined || world.members
        ? []
        : [
            `universe ${universe} is not here; list its symbols in ${universe}.universe.yaml beside the spec`,
          ]),
      ...(search ? [describeSearch(search)] : []),
    ],
  };
}

/** What a search is, and that a backtest is none. */
function describeSearch({ enabled, method, objective, objectives, trials, grid }: SpecOptimization): string {
  const axes = Object.values(grid);
  const sets = axes.reduce((product, values) => product * values.length, 1);
  const space =
    axes.length === 0
      ? "no ranges"
      : `${axes.length} ${axes.length === 1 ? "range" : "ranges"} of ${sets} sets`;
  const aims = objectives?.map((each) => each.objective).join(" and ") ?? objective;
  const tries = trials === undefined ? "" : `, ${trials} trials`;
  const state = enabled ? "asked for" : "not enabled";
  return `optimization ${state}: ${method} for ${aims}${tries}, ${space}; a backtest runs the spec's own values`;
}

/** The universe that a spec names, from a file beside it. */
function readWorld({ data }: StrategySpec, folder: string): SpecWorld {
  const name = data?.universe;
  if (name === undefined || !/^[\w.-]+$/.test(name)) return {};
  const found = ["yaml", "yml", "json"]
    .map((ending) => resolve(folder, `${name}.universe.${ending}`))
    .find((file) => existsSync(file));
  return found === undefined ? {} : { members: membersFromSpec(parseSpecText(readSpecText(found), found)) };
}

function builtIn(kind: string, params: Readonly<Record<string, unknown>>): LoadedStrategy {
  if (/[/.\\]/.test(kind)) throw new EngineError("bad-spec", `no file ${kind}; give the path of a strategy`);
  const { strategy } = strategies.find(kind.replaceAll("_", "-"));
  return {
    strategy,
    params,
    ...PLAIN,
    timeframe: timeframeOf(strategy),
    text: "",
    url: "builtin:strategy",
  };
}

function timeframeOf(strategy: Strategy): Timeframe | undefined {
  const { timeframes = [] } = strategy as { timeframes?: readonly unknown[] };
  return TIMEFRAMES.find((each) => each === timeframes[0]);
}

function readValue(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
}
