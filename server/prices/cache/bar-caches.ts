import type { BarStore } from "#server/db.ts";
import { logger } from "#server/operations/logger.ts";
import { byteCache } from "./byte-cache.ts";
import { redisCache } from "./redis-cache.ts";
import type { SharedCache } from "./redis-cache.ts";

/** The bytes that this process keeps in memory. */
const MEMORY_BYTES = 256 * 1024 * 1024;

/** Answers by what they hold: memory first, then Redis where there is one. */
export interface BarCaches {
  get(keys: readonly string[]): Promise<readonly (readonly [string, Uint8Array])[]>;
  set(entries: readonly (readonly [string, Uint8Array])[]): void;
  /** Keys that were found where, and those that were not, since the start. */
  readonly counts: { memory: number; redis: number; database: number };
}

const caches = new WeakMap<BarStore["pool"], BarCaches>();

/** The caches in front of a database; one set per process and pool. `REDIS_URL` adds the second tier. */
export function barCachesOf({ pool, onClose }: BarStore): BarCaches {
  const known = caches.get(pool);
  if (known) return known;
  const shared = sharedFromEnvironment();
  if (shared) onClose?.(() => shared.close());
  const made = barCaches(shared);
  caches.set(pool, made);
  return made;
}

/** Makes empty caches of one or two tiers. */
export function barCaches(shared?: SharedCache, memoryBytes = MEMORY_BYTES): BarCaches {
  const memory = byteCache(memoryBytes);
  const counts = { memory: 0, redis: 0, database: 0 };
  return {
    counts,
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
