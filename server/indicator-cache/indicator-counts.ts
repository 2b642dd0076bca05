import type { BarStore } from "#server/db.ts";
import { indicatorCachesOf } from "#server/prices/cache/bar-caches.ts";

const counts = new WeakMap<BarStore["pool"], { computed: number }>();

/** Indicators that were found nowhere and computed, since the start; one count per process and pool. */
export function indicatorCountsOf({ pool }: BarStore): { computed: number } {
  const known = counts.get(pool) ?? { computed: 0 };
  counts.set(pool, known);
  return known;
}

/** Indicators that were read since the start, by the tier that had them; "computed" were nowhere. */
export function indicatorReads(db: BarStore): Readonly<Record<string, number>> {
  const { memory, redis, database: beyond } = indicatorCachesOf(db).counts;
  const { computed } = indicatorCountsOf(db);
  return { memory, redis, database: Math.max(0, beyond - computed), computed };
}
