import { gridSets, range, type Axis } from "#engine/experiments/grid.ts";
import { openSearch } from "#engine/experiments/search/search.ts";
import type { Dimension } from "#engine/experiments/search/space.ts";
import { createRandom, type Random } from "#engine/random.ts";
import { ServerError } from "#server/errors.ts";
import { MAX_TRIALS } from "./study-schemas.ts";
import type { ParamSet, SpaceAxis, StudyRequest } from "./study-schemas.ts";

/** Values of a grid's range that gives no step. */
const STEPS = 10;
/** Searches take seeds of 32 bits. */
const SEEDS = 2 ** 32;
/** Trials of a search that says no number. */
const TRIALS = 100;

/**
 * Chooses the sets of a study: the same request gives the same sets, in the same order.
 *
 * @throws ServerError "over-limit" on more than {@link MAX_TRIALS} of them.
 */
export function chooseTrials({
  space,
  method,
  trials,
  seed,
}: Pick<StudyRequest, "space" | "method" | "trials" | "seed">): ParamSet[] {
  if (method === "random") {
    const random = createRandom(seed);
    return Array.from({ length: trials ?? TRIALS }, () =>
      Object.fromEntries(Object.entries(space).map(([name, axis]) => [name, draw(axis, random)])),
    );
  }
  if (method === "sobol") return sobolSets(space, trials ?? TRIALS, seed);
  const axes = Object.fromEntries(Object.entries(space).map(([name, axis]) => [name, valuesOf(axis)]));
  const count = Object.values(axes).reduce((product, values) => product * values.length, 1);
  if (count > MAX_TRIALS)
    throw new ServerError(
      "over-limit",
      `too many trials: ${count}; use ${MAX_TRIALS} or fewer, or method "random"`,
    );
  const sets = gridSets(axes);
  return trials === undefined ? sets : sets.slice(0, trials);
}

/** Points that fill the space evenly; they depend on nothing that was found, so all are known at once. */
function sobolSets(space: StudyRequest["space"], trials: number, seed: number): ParamSet[] {
  const parameters = Object.fromEntries(
    Object.entries(space).map(([name, axis]) => [name, dimensionOf(axis)]),
  );
  const search = openSearch({
    space: { parameters, constraints: [] },
    sampler: { kind: "sobol", params: {} },
    seed: seed % SEEDS,
  });
  return Array.from({ length: trials }, () => search.ask()?.values).filter((set) => set !== undefined);
}

function dimensionOf(axis: SpaceAxis): Dimension {
  if (Array.isArray(axis)) return { kind: "choice", values: axis };
  const { min, max, step, log } = axis;
  if (isWhole(axis) && (step === undefined || Number.isInteger(step)))
    return { kind: "int", min, max, log, step: step ?? 1 };
  return { kind: "float", min, max, log, ...(step === undefined ? {} : { step }) };
}

function valuesOf(axis: SpaceAxis): Axis {
  if (Array.isArray(axis)) return axis;
  const { min, max, step, log } = axis;
  if (min === max) return [min];
  if (log && step === undefined)
    return Array.from({ length: STEPS + 1 }, (_, at) => min * (max / min) ** (at / STEPS));
  return range(
    min,
    max,
    step ?? (isWhole(axis) ? Math.max(1, Math.round((max - min) / STEPS)) : (max - min) / STEPS),
  );
}

function draw(axis: SpaceAxis, random: Random): number | string | boolean {
  if (Array.isArray(axis)) return axis[random.int(axis.length)] as number | string | boolean;
  const { min, max, step, log } = axis;
  const at = log ? min * (max / min) ** random.next() : min + (max - min) * random.next();
  const by = step ?? (isWhole(axis) ? 1 : undefined);
  return by === undefined ? at : Math.min(max, min + by * Math.round((at - min) / by));
}

const isWhole = ({ min, max }: { readonly min: number; readonly max: number }): boolean =>
  Number.isInteger(min) && Number.isInteger(max);
