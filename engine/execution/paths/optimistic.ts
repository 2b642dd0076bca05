import { z } from "zod";
import type { PathProfile } from "./path.ts";

/**
 * Optimistic: the favourable extreme comes first, and after an entry inside a bar it is still to come. Only good for the upper bound of
 * what the order of prices inside bars may have been worth.
 */
export const optimistic: PathProfile = {
  kind: "optimistic",
  version: 1,
  title: "Optimistic",
  description:
    "The favourable extreme of every bar comes first: the upper end of the bounds, never a result.",
  params: z.object({}),
  rewinds: true,
  adverseFirst: () => false,
};
