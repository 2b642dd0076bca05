import { EngineError } from "../errors.ts";

/** Most parameter sets of one grid. */
export const MAX_SETS = 10_000_000;

/** The values that one parameter takes. */
export type Axis = readonly (number | string | boolean)[];

/** One set of a grid, by parameter. */
export type GridSet = Readonly<Record<string, number | string | boolean>>;

/**
 * Values from `min` to `max`, both included, `step` apart (1 by default). @throws EngineError "bad-param" on a step of 0 or less.
 *
 * @example range(5, 20, 5)
 */
export function range(min: number, max: number, step = 1): number[] {
  if (!(step > 0)) throw new EngineError("bad-param", `invalid step: ${step}; use more than 0`);
  const count = Math.floor((max - min) / step + 1e-9) + 1;
  if (count > MAX_SETS) throw tooMany(count);
  return Array.from({ length: Math.max(0, count) }, (_, index) => min + index * step);
}

/**
 * Every combination of the axes' values, the last axis fastest, that `where` lets through.
 *
 * @throws EngineError "over-limit" on more than {@link MAX_SETS} combinations, "bad-param" on an axis without values or where none is left.
 */
export function gridSets(axes: Readonly<Record<string, Axis>>, where?: (set: never) => boolean): GridSet[] {
  const names = Object.keys(axes);
  for (const name of names) {
    if (axes[name]?.length === 0)
      throw new EngineError("bad-param", `no values for ${name}; give at least one`, { field: name });
  }
  const count = names.reduce((product, name) => product * (axes[name]?.length ?? 1), 1);
  if (count > MAX_SETS) throw tooMany(count);
  const keep = where as ((set: GridSet) => boolean) | undefined;
  const sets: GridSet[] = [];
  for (let index = 0; index < count; index++) {
    const set = setAt(axes, names, index);
    if (!keep || keep(set)) sets.push(set);
  }
  if (sets.length === 0)
    throw new EngineError("bad-param", "no parameter set is left; widen the grid or its condition");
  return sets;
}

function setAt(axes: Readonly<Record<string, Axis>>, names: readonly string[], index: number): GridSet {
  const set: Record<string, number | string | boolean> = {};
  let rest = index;
  for (let place = names.length - 1; place >= 0; place--) {
    const name = names[place] as string;
    const axis = axes[name] as Axis;
    set[name] = axis[rest % axis.length] as number | string | boolean;
    rest = Math.floor(rest / axis.length);
  }
  return set;
}

function tooMany(count: number): EngineError {
  return new EngineError("over-limit", `too many parameter sets: ${count}; use ${MAX_SETS} or fewer`);
}
