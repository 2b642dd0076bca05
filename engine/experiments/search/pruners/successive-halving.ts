import { z } from "zod";
import { definePruner, meanLoss } from "../pruner.ts";

const params = z.object({
  least: z.number().int().min(1).max(1000).default(1).describe("folds that every trial may run"),
  keep: z
    .number()
    .int()
    .min(2)
    .max(10)
    .default(3)
    .describe("one in so many goes on at each rung, and each rung is so much longer"),
});

/** At folds `least`, `least * keep`, `least * keep^2` ... only the best of each `keep` that got there go on. @see Li et al. (2020), ASHA */
export const successiveHalving = definePruner({
  kind: "successive-halving",
  title: "Successive halving",
  description: "At rungs of growing length, lets only the best share of trials go on.",
  params,
  shouldStop: (current, others, { least, keep }) => {
    const steps = current.losses.length;
    let rung = least;
    while (rung < steps) rung *= keep;
    if (rung !== steps) return false;
    const own = meanLoss(current);
    const there = others
      .filter(({ losses }) => losses.length >= steps)
      .map((other) => meanLoss(other, steps));
    const better = there.filter((loss) => loss < own).length;
    return better >= Math.max(1, Math.floor((there.length + 1) / keep));
  },
});
