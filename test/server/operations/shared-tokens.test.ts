import { afterAll, describe, expect, test } from "vitest";
import { callLimit } from "#server/operations/call-limit.ts";
import { redisTokens } from "#server/operations/shared-tokens.ts";
import { tokenBucket } from "#server/providers/http/token-bucket.ts";
import { quickClock } from "../providers/fake/quick-clock.ts";
import { hasRedis, startRealRedis } from "../prices/cache/real-redis.ts";

/** On a machine that does much else Redis is slow, not away. */
const BUSY_MS = 30_000;

describe.skipIf(!hasRedis())("limits on a real Redis", async () => {
  const redis = hasRedis() ? await startRealRedis() : undefined;
  const open = () => redisTokens(redis?.url ?? "redis://127.0.0.1:1", () => undefined, BUSY_MS);
  const processes = [open(), open()] as const;
  afterAll(async () => {
    for (const each of processes) await each.close();
    await redis?.close();
  });
  const [one, other] = processes;

  test("a bucket gives what it holds once, whoever asks, and then says how long to wait", async () => {
    const bucket = { name: "once", capacity: 5, perMs: 1 / 60_000 };
    expect(await one.take(bucket, 3)).toEqual({ given: 3, waitMs: 0 });
    expect(await other.take(bucket, 3)).toEqual({ given: 2, waitMs: 0 });
    const { given, waitMs } = (await one.take(bucket, 1)) ?? { given: 1, waitMs: 0 };
    expect([given, waitMs > 50_000 && waitMs <= 60_000]).toEqual([0, true]);
  });

  test("tokens flow in by Redis' own clock", async () => {
    const bucket = { name: "flow", capacity: 1, perMs: 1 };
    expect((await one.take(bucket, 1))?.given).toBe(1);
    await expect.poll(async () => (await other.take(bucket, 1))?.given).toBe(1);
  });

  test("two processes with one key stay within its limit together, and one with another key has its own", async () => {
    const [clock, name] = [quickClock(), "vendor/key"];
    const limits = processes.map((tokens) => tokenBucket(8, clock, { tokens, name }));
    await Promise.all([0, 0, 1, 1].map(async (at) => limits[at]?.take()));
    expect(clock.slept).toEqual([]); // four at once, as the half of eight
    const waiting = new AbortController();
    const patient = {
      ...clock,
      sleep: async (ms: number) => waiting.abort(new Error(`waits ${ms > 7_000}`)),
    };
    const fifth = tokenBucket(8, patient, { tokens: other, name }).take(waiting.signal);
    // The clock of a test does not turn Redis' hands: what is asked for is a wait, which is given up here.
    await expect(raced(fifth, waiting.signal)).rejects.toThrow("waits true");
    await tokenBucket(8, clock, { tokens: one, name: "vendor/other" }).take();
    expect(clock.slept).toEqual([]);
  });

  test("what a provider says of waiting holds for every process", async () => {
    const [clock, key] = [quickClock(), { tokens: one, name: "vendor/held" }];
    tokenBucket(60, clock, key).holdUntil(clock.now() + 60_000);
    const bucket = { name: "vendor/held", capacity: 30, perMs: 1 / 1000 };
    await expect.poll(async () => (await other.take(bucket, 1))?.given).toBe(0);
  });

  test("a caller's calls count together, however many processes answer them", async () => {
    const limits = processes.map((tokens) => callLimit(120, () => 0, tokens));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, async (_, call) => limits[call % 2]?.take("caller")),
    );
    const passed = outcomes.filter(({ status }) => status === "fulfilled").length;
    expect(passed).toBeLessThanOrEqual(122); // two may have flowed in meanwhile
    expect(passed).toBeGreaterThan(100);
    await limits[0]?.take("somebody else");
  });
});

test("while Redis cannot be asked, each process keeps the limits alone", async () => {
  const away = redisTokens("redis://127.0.0.1:1", () => undefined);
  const limit = callLimit(3, () => 0, away);
  for (let call = 0; call < 3; call++) await limit.take("caller");
  await expect(limit.take("caller")).rejects.toThrow("too many calls");
  await away.close();
});

function raced<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(signal.reason as Error));
  return Promise.race([work, promise]);
}
