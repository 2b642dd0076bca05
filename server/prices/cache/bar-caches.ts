import type { BarStore } from "#server/db.ts";
import { logger } from "#server/operations/logger.ts";
import { byteCache } from "./byte-cache.ts";
import { redisCache } from "./redis-cache.ts";
import type { SharedCache } from "./redis-cache.ts";

/** The bytes that this process keeps in memory. */
const MEMORY_BYTES = { bars: 256 * 1024 * 1024, indicators: 64 * 1024 * 1024 };

/** Answers by what they hold: memory first, then Redis where there is one. */
export interface BarCaches {
  get(keys: readonly string[]): Promise<readonly (readonly [string, Uint8Array])[]>;
  set(entries: readonly (readonly [string, Uint8Array])[]): void;
  /** Keys that were found where, and those that were not, since the start. */
  readonly counts: { memory: number; redis: number; database: number };
  /** Held in memory now. */
  readonly bytes: number;
}

/** What is kept in front of a database. */
type CacheSet = Readonly<Record<keyof typeof MEMORY_BYTES, BarCaches>>;
const caches = new WeakMap<BarStore["pool"], CacheSet>();

/** The caches of bars in front of a database; one set per process and pool. `REDIS_URL` adds the second tier. */
export function barCachesOf(db: BarStore): BarCaches {
  return cachesOf(db).bars;
}

/** The same of indicators' columns, with bytes of their own. */
export function indicatorCachesOf(db: BarStore): BarCaches {
  return cachesOf(db).indicators;
}

function cachesOf({ pool, onClose }: BarStore): CacheSet {
  const known = caches.get(pool);
  if (known) return known;
  const shared = sharedFromEnvironment();
  if (shared) onClose?.(() => shared.close());
  const { bars, indicators } = MEMORY_BYTES;
  const made = { bars: barCaches(shared, bars), indicators: barCaches(shared, indicators) };
  caches.set(pool, made);
  return made;
}

/** Makes empty caches of one or two tiers. */
export function barCaches(shared?: SharedCache, memoryBytes = MEMORY_BYTES.bars): BarCaches {
  const memory = byteCache(memoryBytes);
  const counts = { memory: 0, redis: 0, database: 0 };
  return {
    counts,
    get bytes() {
      return memory.bytes;
    },
    get: async (keys) => {
      const found: [string, Uint8Array][] = [];
      const missing: string[] = [];
      for (const key of keys) {
        const value = memory.get(key);
        if (value) found.push([key, value]);
        else missing.push(key);
      }
      counts.memory += found.length;
      const far = shared ? await shared.get(missing) : [];
      for (const [at, value] of far.entries()) {
        const key = missing[at];
        if (value === undefined || key === undefined) continue;
        memory.set(key, value);
        found.push([key, value]);
        counts.redis += 1;
      }
      counts.database += keys.length - found.length;
      return found;
    },
    set: (entries) => {
      for (const [key, value] of entries) memory.set(key, value);
      shared?.set(entries);
    },
  };
}

function sharedFromEnvironment(): SharedCache | undefined {
  const url = process.env["REDIS_URL"];
  if (!url) return undefined;
  const log = logger("cache");
  return redisCache(url, (words) => log.warn(words));
}
