import type { StrategySource } from "#engine/experiments/study/study-order.ts";
import type { BarStore } from "#server/db.ts";
import { readBundle } from "./code-bundles.ts";
import type { StudyRequest } from "./study-schemas.ts";

/** Where a stored study's strategy comes from, its code in place of the code's hash. @throws Error when the code is not what its hash says. */
export async function readSource(db: BarStore, strategy: StudyRequest["strategy"]): Promise<StrategySource> {
  if (strategy.kind !== "bundle") return strategy;
  return { kind: "code", code: await readBundle(db, strategy.hash), name: strategy.name };
}
