import { z } from "zod";
import type { PathProfile } from "./path.ts";

/**
 * Lower timeframe: walks the bars of a finer timeframe where the run has them, by the rules of `pessimistic` inside each, and bars without
 * finer ones as `pessimistic` does.
 */
export const lowerTimeframe: PathProfile = {
  kind: "lower-timeframe",
  version: 1,
  title: "Lower timeframe",
  description: "Walks the finer bars given with the run, each one pessimistically.",
  params: z.object({}),
  rewinds: true,
  adverseFirst: () => true,
};
