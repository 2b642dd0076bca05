/** A function's value and slope at a place. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** Where to look and when to stop. */
export interface BoxOptions {
  readonly low?: number;
  readonly high?: number;
  /** Largest projected slope that counts as settled. */
  readonly tolerance?: number;
  readonly mostSteps?: number;
}

interface Memory {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly scale: number;
}

const REMEMBERED = 10;

/**
 * A local minimum inside a box with the same bounds for every coordinate, by L-BFGS on the coordinates that the bounds leave free.
 *
 * @param find Value and gradient; a value that is not finite counts as too high.
 * @returns The lowest place found, and its value; the start where its own value is not finite.
 * @see Nocedal and Wright (2006), Numerical Optimization, algorithms 7.4 and 16.5.
 */
export function minimiseInBox(
  find: (at: Float64Array) => Slope,
  start: ArrayLike<number>,
  { low = -Infinity, high = Infinity, tolerance = 1e-5, mostSteps = 100 }: BoxOptions = {},
): { readonly at: Float64Array; readonly value: number } {
  const clip = (value: number): number => Math.min(high, Math.max(low, value));
  let at: Float64Array = Float64Array.from(start, clip);
  let here = find(at);
  let memories: Memory[] = [];
  for (let step = 0; step < mostSteps && Number.isFinite(here.value); step++) {
    const free = at.map((place, axis) => {
      const slope = here.gradient[axis] as number;
      return (place <= low && slope > 0) || (place >= high && slope < 0) ? 0 : 1;
    });
    const slope = here.gradient.map((value, axis) => value * (free[axis] as number));
    if (slope.every((value) => Math.abs(value) <= tolerance)) break;
    const direction = directionOf(slope, memories, free);
    const first = memories.length === 0 ? Math.min(1, 1 / norm(slope)) : 1;
    const next = searchAlong(find, { at, here, direction, clip, first });
    if (!next && memories.length === 0) break;
    if (next) {
      const moved = next.at.map((place, axis) => place - (at[axis] as number));
      const change = next.slope.gradient.map((value, axis) => value - (here.gradient[axis] as number));
      const scale = dot(moved, change);
      if (scale > 1e-12 * norm(moved) * norm(change))
        memories = [...memories.slice(1 - REMEMBERED), { step: moved, change, scale }];
      const gained = here.value - next.slope.value;
      [at, here] = [next.at, next.slope];
      if (gained <= 1e-13 * Math.max(1, Math.abs(here.value))) break;
    } else memories = [];
  }
  return { at, value: here.value };
}

function directionOf(slope: Float64Array, memories: readonly Memory[], free: Float64Array): Float64Array {
  const direction = slope.map((value) => -value);
  const shares: number[] = [];
  for (const { step, change, scale } of [...memories].reverse()) {
    const share = dot(step, direction) / scale;
    shares.unshift(share);
    for (let axis = 0; axis < direction.length; axis++)
      direction[axis] = (direction[axis] as number) - share * (change[axis] as number);
  }
  const newest = memories.at(-1);
  if (newest) {
    const size = newest.scale / dot(newest.change, newest.change);
    for (let axis = 0; axis < direction.length; axis++) direction[axis] = (direction[axis] as number) * size;
  }
  for (const [place, { step, change, scale }] of memories.entries()) {
    const share = (shares[place] as number) - dot(change, direction) / scale;
    for (let axis = 0; axis < direction.length; axis++)
      direction[axis] = (direction[axis] as number) + share * (step[axis] as number);
  }
  const held = direction.map((value, axis) => value * (free[axis] as number));
  return dot(held, slope) < 0 ? held : slope.map((value) => -value);
}

/** Halves the step until the value falls by enough; undefined where 30 halvings do not do it. */
function searchAlong(
  find: (at: Float64Array) => Slope,
  line: {
    readonly at: Float64Array;
    readonly here: Slope;
    readonly direction: Float64Array;
    readonly clip: (value: number) => number;
    readonly first: number;
  },
): { readonly at: Float64Array; readonly slope: Slope } | undefined {
  const { at, here, direction, clip } = line;
  let size = line.first;
  for (let halving = 0; halving < 30; halving++, size /= 2) {
    const next = at.map((place, axis) => clip(place + size * (direction[axis] as number)));
    const slope = find(next);
    const expected = next.reduce(
      (sum, place, axis) => sum + (place - (at[axis] as number)) * (here.gradient[axis] as number),
      0,
    );
    if (expected < 0 && slope.value <= here.value + 1e-4 * expected) return { at: next, slope };
  }
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis++) sum += (a[axis] as number) * (b[axis] as number);
  return sum;
}

const norm = (values: Float64Array): number => Math.sqrt(dot(values, values));
