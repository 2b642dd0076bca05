import { expect, test } from "vitest";
import { createMetrics } from "#server/metrics/metrics.ts";
import { metricsRoute } from "#server/metrics/metrics-route.ts";
import { checkHealth } from "#server/health/check-health.ts";
import { callLimit } from "#server/operations/call-limit.ts";
import { barsRoute } from "#server/prices/bars-route.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();

test("counters, histograms and gauges are told in Prometheus' format", async () => {
  const metrics = createMetrics();
  const calls = metrics.counter("calls_total", "Calls.");
  calls.add({ route: 'a"b\\c\n' });
  calls.add({ route: 'a"b\\c\n' }, 2);
  metrics.histogram("seconds", "Durations.").observe({}, 0.03);
  metrics.gauge("now", "Read when asked.", async () => [[{ kind: "x" }, 7]]);
  const lines = (await metrics.text()).split("\n");
  expect(lines).toContain('calls_total{route="a\\"b\\\\c\\n"} 3');
  expect(lines).toContain('seconds_bucket{le="0.025"} 0');
  expect(lines).toContain('seconds_bucket{le="0.05"} 1');
  expect(lines).toContain('seconds_bucket{le="+Inf"} 1');
  expect(lines).toContain("seconds_count 1");
  expect(lines).toContain('now{kind="x"} 7');
});

test("the metrics route tells what calls took, and every answer has an id", async () => {
  const answer = await barsRoute(new Request("http://localhost:3000/api/bars?symbol=NOPE"), () => db);
  expect(answer.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  const told = await metricsRoute(new Request("http://localhost:3000/api/metrics"), () => db);
  const text = await told.text();
  expect(text).toContain('lookback_call_seconds_count{route="bars",status="404"} 1');
  expect(text).toContain("lookback_sync_rows");
  expect(text).toContain('lookback_memory_bytes{kind="rss"}');
  expect(text).toContain('lookback_longer_series{by="engine"} 0');
  const foreign = new Request("http://localhost:3000/api/metrics", {
    headers: { origin: "http://evil.test" },
  });
  expect((await metricsRoute(foreign, () => db)).status).toBe(403);
});

test("health tells the database, the queue, providers, staleness and the disk", async () => {
  await db.pool.query(
    "INSERT INTO sync_checkpoints (provider, symbol, timeframe, from_time, through) VALUES ('fmp', 'X', '1d', now(), now() - interval '5 hours')",
  );
  const ended =
    "INSERT INTO sync_jobs (id, provider, timeframe, from_time, to_time, status, error, finished_at) VALUES";
  await db.pool
    .query(`${ended} (gen_random_uuid(), 'fmp', '1d', now(), now(), 'completed', NULL, now() - interval '1 hour'),
    (gen_random_uuid(), 'fmp', '1d', now(), now(), 'failed', 'Invalid key', now() - interval '2 days')`);
  const health = await checkHealth(db, openProviders({ FMP_API_KEY: "k" }));
  expect(health.providers[0]?.lastSync).toMatchObject({ status: "completed", error: null });
  expect(health.providers[1]?.lastSync).toBeNull();
  expect(health).toMatchObject({
    status: "ok",
    queue: { waiting: 0, running: 0, failed: 0 },
    staleness: [{ provider: "fmp", timeframe: "1d", hours: 5 }],
  });
  expect(health.providers.filter(({ ready }) => ready).map(({ name }) => name)).toEqual(["fmp", "binance"]);
  expect(health.diskFreeBytes).toBeGreaterThan(0);
});

test("a caller that calls too often is refused until its calls flow back, and others are not", async () => {
  let now = 0;
  const limit = callLimit(60, () => now);
  for (let call = 0; call < 60; call++) await limit.take("a");
  await expect(limit.take("a")).rejects.toThrow("too many calls");
  await limit.take("b");
  now = 1_000;
  await limit.take("a");
  await expect(limit.take("a")).rejects.toThrow("too many calls");
});

test("workers that are alive tell their memory and slots, those that fell silent are left out", async () => {
  await db.pool.query(
    `INSERT INTO study_workers (id, host, slots, rss_bytes, heap_bytes, seen_at) VALUES
      ('11111111-aaaa-4aaa-8aaa-111111111111', 'one', 4, 3e8, 1e8, clock_timestamp()),
      ('22222222-aaaa-4aaa-8aaa-222222222222', 'gone', 2, 1, 1, clock_timestamp() - interval '20 seconds')`,
  );
  const told = await metricsRoute(new Request("http://localhost:3000/api/metrics"), () => db);
  const lines = (await told.text()).split("\n").filter((line) => line.startsWith("lookback_worker"));
  expect(lines).toEqual([
    'lookback_worker_memory_bytes{host="one",worker="11111111",kind="rss"} 300000000',
    'lookback_worker_memory_bytes{host="one",worker="11111111",kind="heap"} 100000000',
    'lookback_worker_slots{host="one",worker="11111111"} 4',
  ]);
  const { workers, studies } = await checkHealth(db, openProviders({}));
  expect(workers).toMatchObject([{ id: "11111111", host: "one", slots: 4, rssBytes: 3e8 }]);
  expect(studies).toEqual({ running: 0, waitingRuns: 0 });
});
