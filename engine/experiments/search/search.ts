import { z } from "zod";
import { parseParams } from "../../catalogue.ts";
import { EngineError } from "../../errors.ts";
import { axesOf, pointOf, valuesOf } from "./axes.ts";
import { samplers } from "./catalogue.ts";
import { paretoFronts } from "./evolution/pareto.ts";
import { MAX_TRIALS, type SearchTrial } from "./sampler.ts";
import { parseSpace, searchSpace, type SearchValue } from "./space.ts";

/** Whether a score is to be made large or small. */
export const goal = z.enum(["maximise", "minimise"]);

/** A trial as it is stored: its parameters and what came of them. */
export const searchRecord = z.strictObject({
  number: z.number().int().min(0),
  values: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  scores: z.array(z.number().nullable()).describe("by goal; null where undefined, empty while it runs"),
  state: z.enum(["running", "complete", "pruned", "failed"]),
  steps: z.number().int().min(0).describe("folds that were run"),
  violation: z
    .number()
    .min(0)
    .describe("by how much it broke what was asked of its result; 0 where it did not"),
});
/** A stored trial. */
export type SearchRecord = Readonly<z.output<typeof searchRecord>>;

/** A search as it is stored: all that is needed to go on with it, bit for bit. */
export const searchState = z.strictObject({
  space: searchSpace,
  sampler: z.strictObject({ kind: z.string(), params: z.record(z.string(), z.unknown()).default({}) }),
  seed: z.number().int().min(0).max(4_294_967_295).default(1),
  goals: z.array(goal).min(1).max(10).default(["maximise"]),
  trials: z.array(searchRecord).max(MAX_TRIALS).default([]),
});
/** A stored search. */
export type SearchState = z.output<typeof searchState>;
/** A search as it is begun. */
export type SearchInput = z.input<typeof searchState>;

/** What to try next. */
export interface Ask {
  readonly number: number;
  readonly values: Readonly<Record<string, SearchValue>>;
}

/** What came of a trial. */
export interface Tell {
  /** By goal; NaN where undefined. A failed trial has none. */
  readonly scores?: readonly number[];
  readonly state?: "complete" | "pruned" | "failed";
  readonly steps?: number;
  readonly violation?: number;
}

/** A search under way. Any number of trials may run at once; each is told once. */
export interface Search {
  /** The next trial; undefined where the space is exhausted. */
  ask(): Ask | undefined;
  /** Throws EngineError "bad-param" on a trial that is not running, or scores that are not as many as the goals. */
  tell(number: number, told: Tell): void;
  /** Trials that were asked for and not told, in order: what a resumed search runs first. */
  pending(): readonly Ask[];
  /** The complete trial with the best first score among those that broke nothing; undefined where there is none. */
  best(): SearchRecord | undefined;
  /** Complete trials that no other beats by every goal. */
  front(): readonly SearchRecord[];
  records(): readonly SearchRecord[];
  state(): SearchState;
}

/**
 * Opens a search, or goes on with one from its state: what it asks depends on space, sampler, seed and trials alone.
 *
 * @throws EngineError "bad-param" on what is not a search, "unknown-block" on a sampler that does not exist.
 * @example const search = openSearch({ space: { parameters: { x: { kind: "float", min: 0, max: 1 } } }, sampler: { kind: "random" }, seed: 1 });
 *   search.ask(3)
 */
export function openSearch(input: SearchInput): Search {
  const { trials: earlier, ...setup } = parseParams(searchState, input, { stage: "search" });
  const space = axesOf(parseSpace(setup.space));
  const { seed, goals } = setup;
  const propose = samplers
    .find(setup.sampler.kind)
    .of(setup.sampler.params)
    .open({ ...space, seed, objectives: goals.length });
  const records: SearchRecord[] = [...earlier];
  const trials: SearchTrial[] = records.map((record) =>
    trialOf(record, pointOf(space, record.values), goals),
  );
  const chosen = (wanted: readonly SearchTrial[]): SearchRecord[] =>
    wanted.flatMap(({ number }) => records[number] ?? []);
  const sound = (): SearchTrial[] =>
    trials.filter(
      ({ state, violation, losses }) =>
        state === "complete" && violation === 0 && losses.every((loss) => !Number.isNaN(loss)),
    );
  return {
    ask: () => {
      const number = records.length;
      if (number >= MAX_TRIALS)
        throw new EngineError("over-limit", `too many trials: ${number}; use ${MAX_TRIALS} or fewer`);
      const point = propose(trials, number);
      if (!point) return undefined;
      const record: SearchRecord = {
        number,
        values: valuesOf(space, point),
        scores: [],
        state: "running",
        steps: 0,
        violation: 0,
      };
      records.push(record);
      trials.push(trialOf(record, point, goals));
      return { number, values: record.values };
    },
    tell: (number, told) => {
      const before = records[number];
      const trial = trials[number];
      if (!before || !trial || before.state !== "running")
        throw bad(`trial ${number} is not running; tell each trial once`, "number");
      records[number] = recordOf(before, told, goals.length);
      trials[number] = trialOf(records[number], trial.point, goals);
    },
    pending: () => records.filter(({ state }) => state === "running"),
    best: () =>
      chosen(sound().sort((a, b) => (a.losses[0] ?? NaN) - (b.losses[0] ?? NaN) || a.number - b.number))[0],
    front: () => chosen(paretoFronts(sound())[0] ?? []),
    records: () => records,
    state: () => ({ ...setup, trials: [...records] }),
  };
}

function trialOf(record: SearchRecord, point: readonly number[], goals: SearchState["goals"]): SearchTrial {
  const { number, scores, state, steps, violation } = record;
  const losses = scores.map((score, place) =>
    score === null ? NaN : goals[place] === "minimise" ? score : -score,
  );
  return { number, point, losses, state, steps, violation };
}

function recordOf(before: SearchRecord, told: Tell, goals: number): SearchRecord {
  const { scores = [], state = "complete", steps = 0, violation = 0 } = told;
  if (state !== "failed" && scores.length !== goals)
    throw bad(`invalid scores: ${scores.length}; give ${goals}, one for each goal`, "scores");
  const plain = scores.map((score) => (Number.isFinite(score) ? score : null));
  return { ...before, scores: plain, state, steps, violation };
}

function bad(message: string, field: string): EngineError {
  return new EngineError("bad-param", message, { stage: "search", field });
}
