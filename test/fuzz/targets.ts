import { csvTarget } from "./csv-target.ts";
import type { FuzzTarget } from "./fuzz-target.ts";
import { specTarget } from "./spec-target.ts";

/** Everything that reads texts from outside and is fuzzed. */
export const TARGETS: readonly FuzzTarget[] = [csvTarget, specTarget];

/** A target by its name. */
export function targetOf(name: string): FuzzTarget {
  const found = TARGETS.find((target) => target.name === name);
  if (found) return found;
  throw new Error(`unknown target: ${name}; use one of ${TARGETS.map((target) => target.name).join(", ")}`);
}
