import { toPlainError, type ErrorSite } from "#engine/errors.ts";
import { openSets } from "#engine/experiments/sweep.ts";
import { openSharedColumns, type SharedColumns } from "#engine/experiments/shared-columns.ts";
import { hashText } from "#engine/hash.ts";
import * as engine from "#engine/index.ts";
import type { Bars } from "#engine/market/bars.ts";
import { optimizationOf } from "#engine/experiments/spec-search.ts";
import { runOptionsOf, strategyFromSpec, type SpecRunOptions } from "#engine/spec/bind.ts";
import type { Strategy } from "#engine/strategy.ts";
import type { OpenedStrategy, StrategySource, TrialFinding, TrialSet, TrialTask } from "./trial-task.ts";

/**
 * The program inside an isolate: the engine, a strategy, and runs of it. It is bundled (engine-bundle.ts) and has no Node, no clock and
 * no chance; what it answers is text, so that nothing of it is shared with the outside.
 */

/** A stretch of the study's time with an account, or one per symbol, and the columns that its runs share. */
interface Stage {
  readonly bars: Bars | readonly Bars[];
  readonly fold: number;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly shared: SharedColumns;
}

interface Loaded {
  readonly strategy: Strategy;
  readonly options: SpecRunOptions;
}

const STRATEGY = "$strategy$";
let opened: { loaded: Loaded; task: TrialTask; stages: readonly Stage[] } | undefined;

/** A set whose strategy reads the clock or throws dice would not be the same trial twice. */
function forbidChance(): void {
  const refuse = (what: string, instead: string) => (): never => {
    throw new Error(`${what} in a study; use ${instead}`);
  };
  Math.random = refuse("Math.random", "createRandom(seed)");
  Date.now = refuse("Date.now", "the bar's time");
}

function load(source: StrategySource): Loaded {
  if (source.kind === "built-in")
    return { strategy: engine.strategies.find(source.name).strategy, options: {} };
  if (source.kind === "spec") {
    const spec = engine.parseStrategySpec(source.spec);
    const strategy = optimizationOf(spec)?.strategy ?? strategyFromSpec(spec);
    return { strategy, options: runOptionsOf(spec) };
  }
  const found = (globalThis as Record<string, unknown>)[STRATEGY];
  const { prepare, code, name } = (found ?? {}) as Partial<Strategy>;
  if (typeof prepare !== "function" || typeof code !== "function" || typeof name !== "string")
    throw new Error(`no strategy in ${source.name}; make one with defineStrategy({ ... })`);
  return { strategy: found as Strategy, options: {} };
}

/** Folds have equal shares of the time between the first open and the last close. */
function stagesOf({ bars, from, to, folds, portfolio }: TrialTask): Stage[] {
  const start = from ?? Math.min(...bars.map(({ openTime }) => openTime[0] ?? Infinity));
  const end = to ?? Math.max(...bars.map(({ closeTime }) => (closeTime.at(-1) ?? -Infinity) + 1));
  const edge = (fold: number) => Math.round(start + ((end - start) * fold) / folds);
  const accounts: readonly (Bars | readonly Bars[])[] = portfolio ? [bars] : bars;
  return Array.from({ length: folds }, (_, fold) => ({
    fold,
    from: folds === 1 ? from : edge(fold),
    to: folds === 1 ? to : edge(fold + 1),
  })).flatMap((span) => accounts.map((each) => ({ ...span, bars: each, shared: openSharedColumns() })));
}

/** Runs the strategy's code and says what it is. @returns JSON of {@link OpenedStrategy} or of an error. */
function open(task: TrialTask): string {
  return told((): OpenedStrategy => {
    const loaded = load(task.source);
    opened = { loaded, task, stages: stagesOf(task) };
    const { name, version } = loaded.strategy;
    return { name, version, codeHash: hashText(loaded.strategy.code()) };
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Runs one set over every stage. Each set is judged alone, so that its bits do not depend on its neighbours. */
function runSet({ loaded, task, stages }: NonNullable<typeof opened>, set: TrialSet): TrialFinding {
  const kinds = [...new Set([task.objective, ...task.metrics, "tradeCount"])];
  const { capital, execution, seed, folds } = task;
  const found = stages.map(({ bars, from, to, fold, shared }) => {
    const options = {
      ...loaded.options,
      ...{ bars, seed, metrics: kinds },
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(capital === undefined ? {} : { capital }),
      ...(execution === undefined ? {} : { execution }),
    };
    const { run, metrics } = openSets(loaded.strategy, [set.params], options, shared);
    run(0);
    return { fold, values: Object.fromEntries(kinds.map((kind) => [kind, metrics[kind]?.[0] ?? NaN])) };
  });
  const over = (kind: string, fold?: number) =>
    mean(
      found
        .filter((each) => fold === undefined || each.fold === fold)
        .map(({ values }) => values[kind] ?? NaN),
    );
  const trades = found.reduce((sum, { values }) => sum + (values["tradeCount"] ?? 0), 0);
  const foldValues = Array.from({ length: folds }, (_, fold) => over(task.objective, fold));
  return {
    objective: trades < task.minTrades ? null : orNull(mean(foldValues)),
    metrics: {
      ...Object.fromEntries(task.metrics.map((kind) => [kind, orNull(over(kind))])),
      tradeCount: trades,
    },
    foldValues: foldValues.map(orNull),
  };
}

/** @returns JSON of {@link TrialFinding} or of an error. */
function run(text: string): string {
  return told(() => {
    if (!opened) throw new Error("no study is open");
    return runSet(opened, parse(text) as TrialSet);
  });
}

/** Columns of sets that will not come again are let go. */
function forget(): void {
  if (opened) opened = { ...opened, stages: stagesOf(opened.task) };
}

/** Taken before any strategy can bend it. */
const { stringify, parse } = JSON;

function told(work: () => unknown): string {
  try {
    return stringify({ value: work() });
  } catch (error) {
    const { message } = toPlainError(error);
    const { symbol, bar } = (error as { site?: ErrorSite } | null)?.site ?? {};
    const where = [...(symbol === undefined ? [] : [symbol]), ...(bar === undefined ? [] : [`bar ${bar}`])];
    return stringify({ error: where.length === 0 ? message : `${message} (${where.join(", ")})` });
  }
}

forbidChance();
Object.assign(globalThis, engine, { $trials$: { open, run, forget } });
