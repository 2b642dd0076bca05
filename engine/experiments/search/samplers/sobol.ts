import { z } from "zod";
import { openEvenPoints } from "../first-points.ts";
import { defineSampler } from "../sampler.ts";

/** Points that fill the space more evenly than chance. @see Sobol (1967); Joe and Kuo (2008) */
export const sobol = defineSampler({
  kind: "sobol",
  title: "Sobol",
  description: "Points that fill the space more evenly than random ones.",
  params: z.object({}),
  isBlind: true,
  open: (task) => {
    const points = openEvenPoints(task);
    return (_trials, number) => points(number);
  },
});
