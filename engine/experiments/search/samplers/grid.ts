import { z } from "zod";
import { EngineError } from "../../../errors.ts";
import { fromUnit, reachOf, violationOf, withConditions, type SearchAxis } from "../axes.ts";
import { defineSampler, MAX_TRIALS, type SearchTask } from "../sampler.ts";

const params = z.object({
  points: z.number().int().min(2).max(1000).default(10).describe("values of a parameter that has no step"),
});

/**
 * Every combination of the parameters' values, the last one fastest; what has no step is cut into evenly spaced values, ends included.
 * Throws EngineError "over-limit" past a million combinations.
 */
export const grid = defineSampler({
  kind: "grid",
  title: "Grid",
  description: "Every combination of the parameters' values, in order.",
  params,
  isBlind: true,
  size: (task, { points }) => gridPoints(task, points).length,
  open: (task, { points }) => {
    const found = gridPoints(task, points);
    return (_trials, number) => found[number];
  },
});

function valuesOn(axis: SearchAxis, points: number): number[] {
  if (Number.isFinite(axis.count))
    return Array.from({ length: axis.count }, (_, place) => axis.low + place * axis.step);
  const { from, to } = reachOf(axis);
  return Array.from({ length: points }, (_, place) =>
    to > from ? fromUnit(axis, place / (points - 1)) : axis.low,
  );
}

function gridPoints(task: SearchTask, points: number): number[][] {
  const columns = task.axes.map((axis) => valuesOn(axis, points));
  const count = columns.reduce((product, { length }) => product * length, 1);
  if (count > MAX_TRIALS)
    throw new EngineError(
      "over-limit",
      `too many combinations: ${count}; use ${MAX_TRIALS} or fewer, or random`,
    );
  const found: number[][] = [];
  const seen = new Set<string>();
  for (let index = 0; index < count; index++) {
    let rest = index;
    const values: number[] = [];
    for (const column of [...columns].reverse()) {
      values.unshift(column[rest % column.length] ?? NaN);
      rest = Math.floor(rest / column.length);
    }
    const point = withConditions(task, values);
    // Values of a parameter that a condition leaves out would make the same point again.
    const key = point.some(Number.isNaN) ? point.join() : undefined;
    if ((key !== undefined && seen.has(key)) || violationOf(task, point) > 0) continue;
    if (key !== undefined) seen.add(key);
    found.push(point);
  }
  return found;
}
