import type { Random } from "../../../random.ts";
import { minimiseInBox } from "../../../series/minimise-in-box.ts";
import { pointOfUnits, toUnit, violationOf, type Point, type SearchAxes, type SearchAxis } from "../axes.ts";
import { openSobol } from "../sobol-points.ts";
import { improvementSlope, logImprovement } from "./expected-improvement.ts";
import type { GaussianProcess } from "./process.ts";

/** Places that are looked at before the best are walked uphill. */
const LOOKS = 2048;
const STARTS = 8;
const ROUNDS = 8;
/** Values of an axis that are all tried; of longer ones, those at growing distances. */
const EXHAUSTIVE = 16;

/** A place, between 0 and 1 on each axis, and the log of what it may gain. */
interface Candidate {
  readonly place: Float64Array;
  readonly gain: number;
}

/** A point's place between 0 and 1: in the middle where a condition leaves a parameter out. */
export function unitsOf({ axes }: SearchAxes, point: Point): Float64Array {
  return Float64Array.from(axes, (axis, place) => {
    const value = point[place] ?? NaN;
    return Number.isNaN(value) ? 0.5 : toUnit(axis, value);
  });
}

/**
 * The point with the largest expected improvement that was not tried before and keeps the constraints; undefined where none was found.
 *
 * @param incumbent Place of the best trial, from which one walk starts.
 */
export function nextPoint(
  space: SearchAxes,
  process: GaussianProcess,
  {
    best,
    incumbent,
    tried,
    random,
  }: {
    readonly best: number;
    readonly incumbent: Float64Array;
    readonly tried: ReadonlySet<string>;
    readonly random: Random;
  },
): Point | undefined {
  const gainAt = (place: Float64Array): number => logImprovement(process, best, place);
  const looks = lookAround(space, gainAt, random);
  const starts = [...pickStarts(looks, random), { place: incumbent, gain: gainAt(incumbent) }];
  const walked = starts.map((start) => climb(space.axes, start, { process, best, gainAt }));
  const ordered = [...walked, ...looks.slice(0, 64)].sort((a, b) => b.gain - a.gain);
  for (const { place } of ordered) {
    const point = pointOfUnits(space, place);
    if (violationOf(space, point) === 0 && !tried.has(point.join())) return point;
  }
  return undefined;
}

/** Evenly spread places in the middle of their cells, the most promising first. */
function lookAround(space: SearchAxes, gainAt: (place: Float64Array) => number, random: Random): Candidate[] {
  const sobol = space.axes.length <= 40 ? openSobol(space.axes.length, random.int(2 ** 31)) : undefined;
  const found: Candidate[] = [];
  for (let look = 0; look < LOOKS; look++) {
    const units = sobol ? sobol(look) : Float64Array.from(space.axes, () => random.next());
    const point = pointOfUnits(space, units);
    if (violationOf(space, point) > 0) continue;
    const place = unitsOf(space, point);
    found.push({ place, gain: gainAt(place) });
  }
  return found.sort((a, b) => b.gain - a.gain);
}

/** The best, and others with a chance that falls with their distance from it. */
function pickStarts(looks: readonly Candidate[], random: Random): Candidate[] {
  const [best, ...rest] = looks;
  if (!best) return [];
  const starts = [best];
  const weights = rest.map(({ gain }) => Math.exp(gain - best.gain));
  for (let pick = 0; pick < STARTS; pick++) {
    let share = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
    const place = weights.findIndex((weight) => (share -= weight) < 0);
    const start = rest[place];
    if (!start) break;
    weights[place] = 0;
    starts.push(start);
  }
  return starts;
}

interface Hill {
  readonly process: GaussianProcess;
  readonly best: number;
  readonly gainAt: (place: Float64Array) => number;
}

/** Walks uphill: along what is continuous by its slope, along what is not by trying values, until neither moves. */
function climb(axes: readonly SearchAxis[], start: Candidate, hill: Hill): Candidate {
  let here = start;
  for (let round = 0; round < ROUNDS; round++) {
    const before = here.gain;
    if (axes.some(({ count }) => count === Infinity)) here = climbSlope(axes, here, hill);
    for (const [axis, { count }] of axes.entries())
      if (Number.isFinite(count)) here = climbAxis(count, axis, here, hill);
    if (here.gain <= before + 1e-6 || axes.every(({ count }) => count === Infinity)) break;
  }
  return here;
}

/** Steps are in length scales, so that a flat axis and a steep one are walked alike. */
function climbSlope(axes: readonly SearchAxis[], start: Candidate, { process, best }: Hill): Candidate {
  const free = axes.map(({ count }) => (count === Infinity ? 1 : 0));
  const find = (at: Float64Array) => {
    const { value, gradient } = improvementSlope(process, best, at);
    return { value, gradient: gradient.map((slope, axis) => slope * (free[axis] as number)) };
  };
  const { at, value } = minimiseInBox(find, start.place, { low: 0, high: 1, tolerance: 1e-4, mostSteps: 50 });
  return -value > start.gain ? { place: at, gain: -value } : start;
}

function climbAxis(count: number, axis: number, start: Candidate, { gainAt }: Hill): Candidate {
  let here = start;
  const cell = Math.min(count - 1, Math.floor((start.place[axis] as number) * count));
  for (const other of cellsAround(cell, count)) {
    const place = start.place.map((value, index) => (index === axis ? (other + 0.5) / count : value));
    const gain = gainAt(place);
    if (gain > here.gain) here = { place, gain };
  }
  return here;
}

function cellsAround(cell: number, count: number): number[] {
  if (count <= EXHAUSTIVE)
    return Array.from({ length: count }, (_, other) => other).filter((other) => other !== cell);
  const found: number[] = [];
  for (let far = 1; far < count; far *= 2) found.push(cell - far, cell + far);
  return found.filter((other) => other >= 0 && other < count);
}
