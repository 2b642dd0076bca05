import { EngineError } from "#engine/errors.ts";
import { orderOf } from "#engine/experiments/study/order-study.ts";
import type { OwnObjective } from "#engine/experiments/study/own-objective.ts";
import type { FunctionCode, StudyOrder, StrategySource } from "#engine/experiments/study/study-order.ts";
import type { StudyTask } from "#engine/experiments/study/study-plan.ts";
import { readResult } from "#engine/experiments/study/stored-result.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import { studyTrial } from "#engine/experiments/study/study-spec.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import type { Strategy } from "#engine/strategy.ts";
import type { Recipe } from "#workers/pool/recipe.ts";
import { recipeCode } from "#workers/pool/recipe-code.ts";
import { withoutGuards } from "#workers/cells/loop-guard.ts";
import { z } from "zod";
import type { YamlStrategy } from "./yaml-strategy.ts";

/** Where studies are handed to, and come back from: the page, which asks the person. */
export interface StudyDesk {
  /** Has a study run on the server. @returns Its id. @throws Error where the person or the server refuses. */
  order(order: StudyOrder, cellId: string): Promise<string>;
  /** Waits for a study's end. @returns What {@link serverResult} reads. @throws Error where it failed or was cancelled. */
  result(id: string): Promise<unknown>;
}

const serverResult = z.object({ result: z.unknown(), trials: z.array(studyTrial) });

/** A strategy in a cell that asks for a study. */
export interface StrategyAtHand {
  readonly strategy: Strategy;
  /** How it can be made elsewhere; undefined where it cannot. */
  readonly recipe: () => Recipe | undefined;
  /** What is in the way of it, and the remedy. */
  readonly why: () => string | undefined;
  /** The same of the function that scores trials, where there is one. */
  readonly objective?: { readonly own: OwnObjective; readonly recipe: Recipe | undefined } | undefined;
}

/**
 * Says where a strategy comes from, so that a server can make it again.
 *
 * @throws EngineError "bad-param" where it has no cell and name of its own, or its cells cannot run elsewhere.
 */
export function sourceOf({ strategy, recipe, why }: StrategyAtHand): StrategySource {
  const { spec } = strategy as Partial<YamlStrategy>;
  if (spec) return { kind: "spec", spec: structuredClone(spec) };
  const builtIn = strategies.blocks.find((block) => block.strategy === strategy);
  if (builtIn) return { kind: "built-in", name: builtIn.kind };
  const found = recipe();
  if (!found)
    throw new EngineError(
      "bad-param",
      `strategy ${strategy.name} cannot be sent to the server: ${why() ?? "its cells are not there"}`,
      { field: "strategy" },
    );
  return { kind: "code", code: recipeCode(found), name: found.name };
}

/** An inline function has no name of its own. */
const INLINE = "$objective$";

/**
 * An objective of one's own as code: the cells that it comes from, or its own text where it is written in the call.
 *
 * @throws EngineError "bad-param" where it is neither.
 */
export function objectiveCode(objective: OwnObjective, recipe: Recipe | undefined): FunctionCode {
  if (recipe) return { code: recipeCode(recipe), name: recipe.name };
  const text = withoutGuards(String(objective));
  // A method of the options is no expression by itself.
  const value = [`(${text})`, `Object.values({ ${text} })[0]`].find(isExpression);
  if (value === undefined)
    throw new EngineError("bad-param", "objective has no code of its own; write it as (run) => a number", {
      field: "objective",
    });
  return { code: `const ${INLINE} = ${value};`, name: INLINE };
}

function isExpression(text: string): boolean {
  try {
    // Compiled, never called.
    (0, eval)(`() => ${text}`);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a study on the server.
 *
 * @param shown Called with the study's id as soon as it has one: from then on it can be followed.
 * @returns The very result that this tab would have come to.
 * @throws the signal's reason once it is aborted; the study itself goes on.
 */
export async function runOnServer(
  desk: StudyDesk | undefined,
  task: StudyTask,
  hand: StrategyAtHand & { readonly cellId: string; readonly signal: AbortSignal },
  shown: (id: string) => void,
): Promise<StudyResult> {
  if (!desk)
    throw new EngineError("bad-param", 'no server for where: "server"; open the notebook in the app', {
      field: "where",
    });
  const own = hand.objective && objectiveCode(hand.objective.own, hand.objective.recipe);
  const order = orderOf(task, sourceOf(hand), hand.strategy.name, own);
  const id = await orAborted(desk.order(order, hand.cellId), hand.signal);
  shown(id);
  const { result, trials } = serverResult.parse(await orAborted(desk.result(id), hand.signal));
  return readResult(result, trials);
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason as Error);
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  return Promise.race([work, promise]).finally(() => signal.removeEventListener("abort", stop));
}
