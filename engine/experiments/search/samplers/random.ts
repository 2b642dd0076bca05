import { z } from "zod";
import { defineSampler, randomPoint, streamOf } from "../sampler.ts";

/** Points drawn evenly, each on its own: the yardstick of every other sampler. @see Bergstra and Bengio (2012) */
export const random = defineSampler({
  kind: "random",
  title: "Random",
  description: "Points drawn evenly from the space.",
  params: z.object({}),
  isBlind: true,
  open: (task) => (_trials, number) => randomPoint(task, streamOf(task, number)),
});
