import type { Constraint, Dimension, SearchSpace, SearchValue } from "./space.ts";

/**
 * A place in a space: a number per parameter in its order. Numbers stand for themselves, choices by their place in the list;
 * NaN where a condition leaves the parameter out.
 */
export type Point = readonly number[];

/** A parameter as samplers see it. */
export interface SearchAxis {
  readonly name: string;
  /** Choices have no order: their kernels and distances are of equality. */
  readonly isChoice: boolean;
  /** Smallest and largest value; of choices, the first and last place. */
  readonly low: number;
  readonly high: number;
  /** Distance of neighbouring values; 0 where any value will do. */
  readonly step: number;
  readonly log: boolean;
  /** How many values there are; Infinity where any value will do. */
  readonly count: number;
  readonly choices: readonly SearchValue[];
  readonly when: { readonly axis: number; readonly in: readonly SearchValue[] } | undefined;
}

/** A space made ready for search. */
export interface SearchAxes {
  readonly axes: readonly SearchAxis[];
  readonly constraints: readonly Constraint[];
}

/** Makes a checked space ready for search. */
export function axesOf({ parameters, constraints }: SearchSpace): SearchAxes {
  const names = Object.keys(parameters);
  const axes = Object.entries(parameters).map(([name, given]) => ({
    name,
    ...extentOf(given),
    when: whenOf(given, names),
  }));
  return { axes, constraints };
}

function whenOf({ when }: Dimension, names: readonly string[]): SearchAxis["when"] {
  return when && { axis: names.indexOf(when.parameter), in: when.in };
}

function extentOf(given: Dimension): Omit<SearchAxis, "name" | "when"> {
  if (given.kind === "choice") {
    const count = given.values.length;
    return { isChoice: true, low: 0, high: count - 1, step: 1, log: false, count, choices: given.values };
  }
  const { min: low, max, step = 0, log } = given;
  const count = step > 0 ? Math.floor((max - low) / step + 1e-9) + 1 : low === max ? 1 : Infinity;
  const high = step > 0 ? low + (count - 1) * step : max;
  return { isChoice: false, low, high, step, log, count, choices: [] };
}

/** The range in which an axis is searched, in logs where it is by ratio; values with steps own half a step to either side. */
export function reachOf({ low, high, step, log }: SearchAxis): {
  readonly from: number;
  readonly to: number;
} {
  const [from, to] = [low - step / 2, high + step / 2];
  return log ? { from: Math.log(from), to: Math.log(to) } : { from, to };
}

/** The nearest value that the axis has. */
export function snapTo({ low, high, step }: SearchAxis, value: number): number {
  const near = step > 0 ? low + Math.round((value - low) / step) * step : value;
  return Math.min(high, Math.max(low, near));
}

/** A value's place between 0 and 1, in the middle of its cell; 0.5 for an axis of a single value. */
export function toUnit(axis: SearchAxis, value: number): number {
  const { from, to } = reachOf(axis);
  return to > from ? ((axis.log ? Math.log(value) : value) - from) / (to - from) : 0.5;
}

/** The value at a place between 0 and 1. */
export function fromUnit(axis: SearchAxis, unit: number): number {
  const { from, to } = reachOf(axis);
  const place = from + Math.min(1, Math.max(0, unit)) * (to - from);
  return snapTo(axis, axis.log ? Math.exp(place) : place);
}

/** The point with NaN wherever a condition leaves a parameter out. */
export function withConditions({ axes }: SearchAxes, values: readonly number[]): number[] {
  const point: number[] = [];
  for (const [place, { when }] of axes.entries()) {
    const on = when === undefined || isAmong(axes[when.axis], point[when.axis] ?? NaN, when.in);
    point.push(on ? (values[place] ?? NaN) : NaN);
  }
  return point;
}

function isAmong(axis: SearchAxis | undefined, value: number, wanted: readonly SearchValue[]): boolean {
  const found = axis?.isChoice ? axis.choices[value] : value;
  return found !== undefined && wanted.includes(found);
}

/** The point of places between 0 and 1, conditions applied. */
export function pointOfUnits(space: SearchAxes, units: ArrayLike<number>): number[] {
  return withConditions(
    space,
    space.axes.map((axis, place) => fromUnit(axis, units[place] ?? NaN)),
  );
}

/** By how much a point breaks the constraints in all, as shares of the ranges; 0 where it keeps them. */
export function violationOf({ axes, constraints }: SearchAxes, point: Point): number {
  let total = 0;
  for (const { left, relation, right } of constraints) {
    const axis = axes.findIndex(({ name }) => name === left);
    const other =
      typeof right === "number" ? right : (point[axes.findIndex(({ name }) => name === right)] ?? NaN);
    const over = relation.startsWith("<") ? (point[axis] ?? NaN) - other : other - (point[axis] ?? NaN);
    const breaks = relation.length === 2 ? over > 0 : over >= 0;
    const { low = 0, high = 1 } = axes[axis] ?? {};
    // A hair more than 0, so that equality counts where it is not allowed.
    if (breaks) total += Math.max(over, 1e-12) / (high > low ? high - low : 1);
  }
  return total;
}

/** The parameters that a point stands for; those that its conditions leave out are absent. */
export function valuesOf({ axes }: SearchAxes, point: Point): Record<string, SearchValue> {
  const values: Record<string, SearchValue> = {};
  for (const [place, { name, isChoice, choices }] of axes.entries()) {
    const value = point[place] ?? NaN;
    if (!Number.isNaN(value)) values[name] = isChoice ? (choices[value] as SearchValue) : value;
  }
  return values;
}

/** The point of given parameters; NaN where one is absent or not among the choices. */
export function pointOf({ axes }: SearchAxes, values: Readonly<Record<string, SearchValue>>): number[] {
  return axes.map(({ name, isChoice, choices }) => {
    const value = values[name];
    if (value === undefined) return NaN;
    if (!isChoice) return Number(value);
    const place = choices.indexOf(value);
    return place < 0 ? NaN : place;
  });
}
