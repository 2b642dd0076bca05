import { z } from "zod";
import { middleOf } from "../../../series/middle-of.ts";
import { definePruner, meanLoss } from "../pruner.ts";

const params = z.object({
  startup: z.number().int().min(1).max(10_000).default(5).describe("complete trials before any is stopped"),
  warmup: z.number().int().min(0).max(1000).default(1).describe("folds that every trial may run"),
});

/** Stops a trial whose mean so far is worse than the median of what complete trials had after as many folds. @see Golovin et al. (2017), Google Vizier */
export const median = definePruner({
  kind: "median",
  title: "Median",
  description: "Stops a trial that is worse than the median of earlier ones after as many folds.",
  params,
  shouldStop: (current, others, { startup, warmup }) => {
    const steps = current.losses.length;
    const complete = others.filter(({ state, losses }) => state === "complete" && losses.length >= steps);
    if (complete.length < startup || steps <= warmup || steps === 0) return false;
    return meanLoss(current) > middleOf(complete.map((other) => meanLoss(other, steps)));
  },
});
