import { afterAll, describe, expect, test, vi } from "vitest";
import { barCaches } from "#server/prices/cache/bar-caches.ts";
import { redisCache } from "#server/prices/cache/redis-cache.ts";
import { hasRedis, startRealRedis } from "./real-redis.ts";

/** As fake-redis does for machines without one. */
describe.skipIf(!hasRedis())("on a real Redis", async () => {
  const redis = hasRedis() ? await startRealRedis() : undefined;
  const told: string[] = [];
  const shared = redisCache(redis?.url ?? "redis://127.0.0.1:1", (words) => told.push(words));
  afterAll(async () => {
    await shared.close();
    await redis?.close();
  });

  test("what one process has kept, another finds, bit for bit", async () => {
    const values = [new Uint8Array([1, 0, 255, 13, 10]), new Uint8Array(3_000_000).fill(7)];
    const entries = values.map((value, at) => [`bars/${at}`, value] as const);
    const [one, other] = [barCaches(shared), barCaches(shared)];
    await vi.waitFor(async () => {
      one.set(entries);
      expect(await shared.get(["bars/0"])).toEqual([values[0]]);
    });
    expect(await other.get(["bars/0", "bars/1", "bars/none"])).toEqual(entries);
    expect(other.counts).toEqual({ memory: 0, redis: 2, database: 1 });
  });

  test("one that hangs counts as empty, and nobody waits for it twice", async () => {
    redis?.pause(true);
    const began = performance.now();
    expect(await shared.get(["bars/0"])).toEqual([undefined]);
    expect(await shared.get(["bars/0"])).toEqual([undefined]);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(told).toEqual(["redis cannot be used now: no answer in 150 ms"]);
    redis?.pause(false);
  });
});
