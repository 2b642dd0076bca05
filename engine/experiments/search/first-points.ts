import { z } from "zod";
import { pointOfUnits, violationOf, type Point } from "./axes.ts";
import { randomPoint, streamOf, type SearchTask } from "./sampler.ts";
import { openSobol, SOBOL_DIMENSIONS } from "./sobol-points.ts";

/** How a sampler that learns spreads the trials that it begins with: its parameter for that. */
export const starting = z
  .enum(["sobol", "random"])
  .default("sobol")
  .describe("how the first trials are spread: evenly over the space, or by chance as Optuna has it");

/** Points by the numbers of their trials. */
export type PointsByNumber = (number: number) => Point;

const WALK = 64;

/**
 * Points that fill the space more evenly than chance. A point that breaks a constraint gives way to the next one of a walk of its own, then to a
 * random one.
 *
 * @throws EngineError "over-limit" past {@link SOBOL_DIMENSIONS} parameters.
 */
export function openEvenPoints(task: SearchTask): PointsByNumber {
  const points = openSobol(task.axes.length, task.seed);
  const walk = task.constraints.length > 0 ? WALK : 1;
  return (number) => {
    for (let step = 0; step < walk; step++) {
      const point = pointOfUnits(task, points(number * walk + step));
      if (violationOf(task, point) === 0) return point;
    }
    return randomPoint(task, streamOf(task, number));
  };
}

/** The points that a search begins with; random ones where there are too many parameters for even ones. */
export function openFirstPoints(task: SearchTask, spread: z.output<typeof starting>): PointsByNumber {
  if (spread === "sobol" && task.axes.length <= SOBOL_DIMENSIONS) return openEvenPoints(task);
  return (number) => randomPoint(task, streamOf(task, number));
}
