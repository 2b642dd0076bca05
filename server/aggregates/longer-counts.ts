import type { BarStore } from "#server/db.ts";

/** How many series of longer bars were made of shorter ones since the start, by who made them: a view of the database, or the engine. */
export interface LongerCounts {
  view: number;
  engine: number;
}

const counts = new WeakMap<BarStore["pool"], LongerCounts>();

/** The counts that go with a pool; whoever reads adds to them. */
export function longerCountsOf({ pool }: Pick<BarStore, "pool">): LongerCounts {
  const own = counts.get(pool) ?? { view: 0, engine: 0 };
  counts.set(pool, own);
  return own;
}
