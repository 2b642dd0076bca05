import { RESP_TYPES } from "redis";
import type { RedisClient } from "#server/operations/redis-link.ts";
import { redisLink } from "#server/operations/redis-link.ts";

/** A cache that other processes share: values come late, or never. */
export interface SharedCache {
  get(keys: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>;
  set(entries: readonly (readonly [string, Uint8Array])[]): void;
  close(): Promise<void>;
}

const KEEP_SECONDS = 86_400;
const MAX_VALUE_BYTES = 32 * 1024 * 1024;

/**
 * A cache in Redis, at an address like `redis://localhost:6379`. Everything works without it: what fails or takes too long counts
 * as not there. Keys name content by its hash, so that nothing ever needs to be taken back.
 *
 * @param tell Hears of trouble, once per rest.
 * @param patienceMs How long an answer may wait for it before it is read from the database.
 */
export function redisCache(url: string, tell: (words: string) => void, patienceMs?: number): SharedCache {
  const link = redisLink(url, tell, patienceMs);
  return {
    get: async (keys) => {
      const found = keys.length === 0 ? [] : await link.ask((client) => bytesOf(client).mGet([...keys]));
      return keys.map((_, at) => {
        const value = found?.[at] ?? null;
        return value === null ? undefined : new Uint8Array(value);
      });
    },
    set: (entries) => {
      for (const [key, value] of entries) {
        if (value.byteLength > MAX_VALUE_BYTES) continue;
        const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
        link.send((client) => client.set(key, bytes, { expiration: { type: "EX", value: KEEP_SECONDS } }));
      }
    },
    close: () => link.close(),
  };
}

function bytesOf(client: RedisClient) {
  return client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
}
