import { z } from "zod";
import type { PathProfile } from "./path.ts";

/**
 * Pessimistic: where a bar touches both a position's stop and its target, the stop came first. After an entry inside a bar the
 * adverse extreme is still to come, and the target waits for the next bar.
 */
export const pessimistic: PathProfile = {
  kind: "pessimistic",
  version: 1,
  title: "Pessimistic",
  description: "The adverse extreme of every bar comes first.",
  params: z.object({}),
  rewinds: true,
  adverseFirst: () => true,
};
