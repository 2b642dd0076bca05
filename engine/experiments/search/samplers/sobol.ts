import { z } from "zod";
import { pointOfUnits, violationOf } from "../axes.ts";
import { defineSampler, randomPoint, streamOf } from "../sampler.ts";
import { openSobol } from "../sobol-points.ts";

const WALK = 64;

/**
 * Points that fill the space more evenly than chance. A point that breaks a constraint gives way to the next one of a walk of its own,
 * then to a random one. @see Sobol (1967); Joe and Kuo (2008)
 */
export const sobol = defineSampler({
  kind: "sobol",
  title: "Sobol",
  description: "Points that fill the space more evenly than random ones.",
  params: z.object({}),
  isBlind: true,
  open: (task) => {
    const points = openSobol(task.axes.length, task.seed);
    return (_trials, number) => {
      const walk = task.constraints.length > 0 ? WALK : 1;
      for (let step = 0; step < walk; step++) {
        const point = pointOfUnits(task, points(number * walk + step));
        if (violationOf(task, point) === 0) return point;
      }
      return randomPoint(task, streamOf(task, number));
    };
  },
});
