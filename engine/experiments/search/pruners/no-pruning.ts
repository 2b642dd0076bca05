import { z } from "zod";
import { definePruner } from "../pruner.ts";

/** Runs every trial to its end. */
export const noPruning = definePruner({
  kind: "none",
  title: "No pruning",
  description: "Runs every trial over all its folds.",
  params: z.object({}),
  shouldStop: () => false,
});
