import { afterAll, expect, test, vi } from "vitest";
import { barCaches } from "#server/prices/cache/bar-caches.ts";
import { redisCache } from "#server/prices/cache/redis-cache.ts";
import { startFakeRedis } from "./fake-redis.ts";

const fake = await startFakeRedis();
const told: string[] = [];
const shared = redisCache(fake.url, (words) => told.push(words));
afterAll(async () => {
  await shared.close();
  await fake.close();
});
const bytes = (...values: number[]) => new Uint8Array(values);

test("what one process has kept, another finds in Redis and then in its own memory", async () => {
  const [one, other] = [barCaches(shared), barCaches(shared)];
  await vi.waitFor(async () => {
    one.set([["a", bytes(1, 0, 255, 13, 10)]]); // kept when the connection stands
    expect(fake.values.get("a")).toBeDefined();
  });
  expect(await other.get(["a", "b"])).toEqual([["a", bytes(1, 0, 255, 13, 10)]]);
  expect(await other.get(["a"])).toEqual([["a", bytes(1, 0, 255, 13, 10)]]);
  expect(other.counts).toEqual({ memory: 1, redis: 1, database: 1 });
});

test("a Redis that does not answer counts as empty, is told of once and left alone for a while", async () => {
  fake.mute = true;
  const caches = barCaches(shared);
  const began = performance.now();
  expect(await caches.get(["a"])).toEqual([]);
  expect(await caches.get(["a"])).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(told).toEqual(["redis cannot be used now: no answer in 150 ms"]);
});

test("memory alone is enough", async () => {
  const caches = barCaches();
  caches.set([["a", bytes(1)]]);
  expect(await caches.get(["a"])).toEqual([["a", bytes(1)]]);
});
