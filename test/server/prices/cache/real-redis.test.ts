import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "#server/db.ts";
import type { Database } from "#server/db.ts";
import { barsRoute } from "#server/prices/bars-route.ts";
import { barCaches, barCachesOf } from "#server/prices/cache/bar-caches.ts";
import { redisCache } from "#server/prices/cache/redis-cache.ts";
import { openCopy } from "../../open-copy.ts";
import { importCsv } from "../import-csv.ts";
import { hasRedis, startRealRedis } from "./real-redis.ts";

/** On a machine that does much else Redis is slow, not away. */
const BUSY_MS = 30_000;
const until = <T>(work: () => T | Promise<T>): Promise<T> => vi.waitFor(work, { timeout: BUSY_MS });

/** As fake-redis does for machines without one. */
describe.skipIf(!hasRedis())("on a real Redis", async () => {
  const redis = hasRedis() ? await startRealRedis() : undefined;
  const told: string[] = [];
  const shared = redisCache(redis?.url ?? "redis://127.0.0.1:1", (words) => told.push(words), BUSY_MS);
  afterAll(async () => {
    await shared.close();
    await redis?.close();
  });

  test("what one process has kept, another finds, bit for bit", async () => {
    const values = [new Uint8Array([1, 0, 255, 13, 10]), new Uint8Array(3_000_000).fill(7)];
    const entries = values.map((value, at) => [`bars/${at}`, value] as const);
    const [one, other] = [barCaches(shared), barCaches(shared)];
    await until(async () => {
      one.set(entries);
      expect(await shared.get(["bars/0"])).toEqual([values[0]]);
    });
    expect(await other.get(["bars/0", "bars/1", "bars/none"])).toEqual(entries);
    expect(other.counts).toEqual({ memory: 0, redis: 2, database: 1 });
  });

  test("one that hangs counts as empty, and nobody waits for it twice", async () => {
    const words: string[] = [];
    const impatient = redisCache(redis?.url ?? "", (said) => words.push(said), 1_000);
    await until(async () => {
      impatient.set([["here", new Uint8Array(1)]]);
      expect(await impatient.get(["here"])).toEqual([new Uint8Array(1)]);
    });
    redis?.pause(true);
    const began = performance.now();
    expect(await impatient.get(["here"])).toEqual([undefined]);
    expect(await impatient.get(["here"])).toEqual([undefined]);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(words.at(-1)).toBe("redis cannot be used now: no answer in 1000 ms");
    redis?.pause(false);
    await impatient.close();
  });

  test("a second process answers from it, under the tag that the first one gave", async () => {
    const db = await openCopy();
    await importCsv(db, "date,open,high,low,close\n2024-01-02,10,12,9,11\n", { symbol: "SHARED" });
    vi.stubEnv("REDIS_URL", redis?.url);
    const processes = [openDatabase(db.url), openDatabase(db.url)] as const;
    onTestFinished(async () => {
      vi.unstubAllEnvs();
      for (const each of processes) await each.close();
    });
    const get = (from: Database, headers: Record<string, string> = {}) =>
      barsRoute(new Request("http://localhost:3000/api/bars?symbol=SHARED", { headers }), () => from);
    const [first, second] = processes;
    const answer = await get(first);
    const tag = answer.headers.get("etag") ?? "";
    const bytes = await answer.arrayBuffer();
    const key = `bars/SHARED/1d/${tag.replaceAll('"', "")}`;
    // Kept, and found, when the connections stand.
    await until(async () => {
      barCachesOf(first).set([[key, new Uint8Array(bytes)]]);
      expect((await shared.get([key]))[0]).toBeDefined();
    });
    shared.set([["probe", new Uint8Array(1)]]);
    await until(async () => expect(await barCachesOf(second).get(["probe"])).toHaveLength(1));
    const { database } = barCachesOf(second).counts;
    const again = await get(second);
    expect([again.headers.get("etag"), await again.arrayBuffer()]).toEqual([tag, bytes]);
    expect(barCachesOf(second).counts).toMatchObject({ redis: 2, database });
    expect((await get(second, { "if-none-match": tag })).status).toBe(304);
  });
});

describe.skipIf(!hasRedis())("a real Redis whose memory is full", async () => {
  const big = (at: number) => [`big/${at}`, new Uint8Array(500_000).fill(at)] as const;
  const fill = async (...more: string[]) => {
    const redis = await startRealRedis("--maxmemory", "8mb", ...more);
    const told: string[] = [];
    const cache = redisCache(redis.url, (words) => told.push(words), BUSY_MS);
    onTestFinished(async () => {
      await cache.close();
      await redis.close();
    });
    await until(async () => {
      cache.set([["small", new Uint8Array(1)]]);
      expect(await cache.get(["small"])).toEqual([new Uint8Array(1)]);
    });
    return { cache, told };
  };

  test("lets the longest unused go, as compose.yaml has it, and nobody hears of trouble", async () => {
    const { cache, told } = await fill("--maxmemory-policy", "allkeys-lru");
    for (let at = 0; at < 30; at++) {
      cache.set([big(at)]);
      await until(async () => expect(await cache.get([`big/${at}`])).toEqual([big(at)[1]]));
    }
    const left = await cache.get(Array.from({ length: 30 }, (_, at) => `big/${at}`));
    expect(left[0]).toBeUndefined();
    expect(left[29]).toEqual(big(29)[1]);
    expect(told).toEqual([]);
  });

  test("that keeps what it has is told of once, and counts as empty meanwhile", async () => {
    const { cache, told } = await fill("--maxmemory-policy", "noeviction");
    await until(() => {
      cache.set(Array.from({ length: 30 }, (_, at) => big(at)));
      expect(told).toContainEqual(expect.stringContaining("redis cannot be used now: OOM"));
    });
    expect(await cache.get(["small"])).toEqual([undefined]);
  });
});
