import { EngineError, toPlainError } from "#engine/errors.ts";
import { optimizationOf } from "#engine/experiments/spec-search.ts";
import type { TrialOutcome, TrialRequest } from "#engine/experiments/study/evaluate-trial.ts";
import type { OwnObjective } from "#engine/experiments/study/own-objective.ts";
import { evaluateFor } from "#engine/experiments/study/study-plan.ts";
import { hashText } from "#engine/hash.ts";
import * as engine from "#engine/index.ts";
import { toBase64 } from "#engine/notebook/base64.ts";
import { installPortableMath } from "#engine/series/portable-math.ts";
import { runOptionsOf, strategyFromSpec, type SpecRunOptions } from "#engine/spec/bind.ts";
import type { Strategy } from "#engine/strategy.ts";
import { runOptionsWith } from "./run-options.ts";
import type { StrategySource } from "#engine/experiments/study/study-order.ts";
import type { OpenedStrategy, TrialTask } from "./trial-task.ts";

/**
 * The program inside an isolate: the engine, a strategy, and runs of it. It is bundled (engine-bundle.ts) and has no Node, no clock and
 * no chance; what it answers is text, so that nothing of it is shared with the outside.
 */

interface Loaded {
  readonly strategy: Strategy;
  readonly options: SpecRunOptions;
}

const STRATEGY = "$strategy$";
let evaluate: ReturnType<typeof evaluateFor> | undefined;

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

function evaluateOf(
  { strategy, options }: Loaded,
  task: TrialTask,
  columnBytes: number,
): ReturnType<typeof evaluateFor> {
  return evaluateFor(
    { ...task, columnBytes },
    strategy,
    { ...options, ...runOptionsWith(task.options, task.bars) },
    ownOf(task),
  );
}

const OBJECTIVE = "$objective$";

/** The function that scores runs, where the study has one. */
function ownOf({ ownObjective }: TrialTask): OwnObjective | undefined {
  if (!ownObjective) return undefined;
  const found = (globalThis as Record<string, unknown>)[OBJECTIVE];
  if (typeof found !== "function")
    throw new Error(`no objective in ${ownObjective.name}; make it a function of a run`);
  return (seen) => {
    try {
      return (found as OwnObjective)(seen);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      if (error instanceof ReferenceError)
        throw new EngineError(
          "bad-param",
          `objective: ${words}; define it in a cell of its own, with what it reads`,
        );
      throw error;
    }
  };
}

/** Of the memory that code may use, what indicator columns of earlier trials may take. */
const COLUMN_SHARE = 0.25;

/** Runs the strategy's code and says what it is. @returns JSON of {@link OpenedStrategy} or of an error. */
function open(task: TrialTask, memoryMb: number): string {
  return told((): OpenedStrategy => {
    const loaded = load(task.source);
    evaluate = evaluateOf(loaded, task, COLUMN_SHARE * memoryMb * 1024 * 1024);
    const { name, version } = loaded.strategy;
    return { name, version, codeHash: hashText(loaded.strategy.code()) };
  });
}

/** @returns JSON of an outcome whose returns are base64, or of an error. */
function run(text: string): string {
  return told(() => {
    if (!evaluate) throw new Error("no study is open");
    const { values, from, to } = parse(text) as TrialRequest & { readonly to: number | null };
    return plain(evaluate({ values, from, to: to ?? Infinity }));
  });
}

/** Numbers that are none become null. */
function plain({ returns, ...outcome }: TrialOutcome): object {
  return {
    ...outcome,
    returns: toBase64(new Uint8Array(returns.buffer, returns.byteOffset, returns.byteLength)),
  };
}

/** Taken before any strategy can bend it. */
const { stringify, parse } = JSON;

function told(work: () => unknown): string {
  try {
    return stringify({ value: work() });
  } catch (error) {
    return stringify({ error: toPlainError(error).message });
  }
}

installPortableMath();
forbidChance();
Object.assign(globalThis, engine, { $trials$: { open, run } });
