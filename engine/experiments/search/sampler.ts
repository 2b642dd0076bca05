import type { z } from "zod";
import { defineBlock, type AnyBlock, type Block, type BlockInfo, type BlockSpec } from "../../catalogue.ts";
import { EngineError } from "../../errors.ts";
import { createRandom, type Random } from "../../random.ts";
import { pointOfUnits, violationOf, type Point, type SearchAxes } from "./axes.ts";

/** Where a trial stands; failed ones had no value and teach nothing. */
export type TrialState = "running" | "complete" | "pruned" | "failed";

/** What a sampler knows of a trial. */
export interface SearchTrial {
  readonly number: number;
  readonly point: Point;
  /** By objective, the smaller the better; empty while it runs. */
  readonly losses: readonly number[];
  readonly state: TrialState;
  /** Folds it got through, for pruned ones. */
  readonly steps: number;
  /** By how much it broke what was asked of its result, such as a least number of trades; 0 where it did not. */
  readonly violation: number;
}

/** What a search is about. */
export interface SearchTask extends SearchAxes {
  readonly seed: number;
  /** How many losses a trial has. */
  readonly objectives: number;
}

/**
 * The next point to try; undefined where there is none left. It depends on the task, the trials and the number alone, so that
 * a search goes on from its trials as if it had never stopped.
 */
export type Propose = (trials: readonly SearchTrial[], number: number) => Point | undefined;

/** A sampler with its parameters. */
export interface Sampler extends BlockSpec {
  /** Whether it never looks at what came of earlier trials, so that any number of them may be chosen at once. */
  readonly isBlind: boolean;
  /** Whether it knows one objective only. */
  readonly isSingle: boolean;
  /** How many points it has; undefined where it goes on for ever. */
  size(task: SearchTask): number | undefined;
  open(task: SearchTask): Propose;
}

/** A sampler as its catalogue holds it. */
export type AnySampler = AnyBlock<Sampler>;

/** What a sampler's file writes. */
export interface SamplerDefinition<P extends z.ZodObject> extends BlockInfo {
  readonly params: P;
  /** False where absent. See {@link Sampler}. */
  readonly isBlind?: boolean;
  /** False where absent. See {@link Sampler}. */
  readonly isSingle?: boolean;
  readonly size?: (task: SearchTask, params: z.output<P>) => number;
  readonly open: (task: SearchTask, params: z.output<P>) => Propose;
}

/** Makes a sampler of a definition. @throws EngineError "bad-param" on wrong parameters at each use. */
export function defineSampler<P extends z.ZodObject>(definition: SamplerDefinition<P>): Block<P, Sampler> {
  return defineBlock("search", definition, (params) => ({
    kind: definition.kind,
    params,
    code: String(definition.open),
    isBlind: definition.isBlind ?? false,
    isSingle: definition.isSingle ?? false,
    size: (task) => definition.size?.(task, params),
    open: (task) => {
      if (definition.isSingle) oneObjective(task, definition.kind);
      return definition.open(task, params);
    },
  }));
}

/** Most trials of one search: number and seed share the 53 bits of a stream's seed. */
export const MAX_TRIALS = 1_000_000;
const TRIES = 1000;

/** The stream of one trial: the same whatever was drawn for others. */
export function streamOf({ seed }: Pick<SearchTask, "seed">, number: number): Random {
  return createRandom((seed % 2 ** 32) * 2 ** 20 + number);
}

/**
 * A point drawn evenly from what the constraints leave.
 *
 * @throws EngineError "bad-param" where a thousand draws found none.
 */
export function randomPoint(space: SearchAxes, random: Random): number[] {
  for (let draw = 0; draw < TRIES; draw++) {
    const point = pointOfUnits(
      space,
      space.axes.map(() => random.next()),
    );
    if (violationOf(space, point) === 0) return point;
  }
  throw new EngineError(
    "bad-param",
    `no point of ${TRIES} keeps the constraints; widen the space or drop one`,
    {
      stage: "search",
      field: "constraints",
    },
  );
}

function oneObjective({ objectives }: SearchTask, kind: string): void {
  if (objectives !== 1)
    throw new EngineError(
      "bad-param",
      `${kind} takes 1 objective, not ${objectives}; use genetic for several`,
      {
        stage: "search",
        kind,
      },
    );
}
