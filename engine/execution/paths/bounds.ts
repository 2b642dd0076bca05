import { z } from "zod";
import type { PathProfile } from "./path.ts";

/**
 * Bounds: two runs, by `pessimistic` and by `optimistic`. The result is the pessimistic one, with the other's equity beside it.
 */
export const bounds: PathProfile = {
  kind: "bounds",
  version: 1,
  title: "Bounds",
  description: "Runs the worst and the best order of prices and shows both; the result is the worst.",
  params: z.object({}),
  rewinds: true,
  adverseFirst: () => true,
};
