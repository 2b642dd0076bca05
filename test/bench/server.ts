import { mkdtemp, rm, chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createBars } from "#engine/data/dataset.ts";
import type { Bars } from "#engine/market/bars.ts";
import { usEquity } from "#engine/market/calendar.ts";
import { createRandom } from "#engine/random.ts";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/db.ts";
import type { Database } from "#server/db.ts";
import { barCachesOf } from "#server/prices/cache/bar-caches.ts";
import { barsRoute } from "#server/prices/bars-route.ts";
import { importBars } from "#server/prices/import-bars.ts";
import { nextVersion } from "#server/prices/data-version.ts";
import { inTransaction, withSeriesLock } from "#server/prices/series-lock.ts";
import { writeBars } from "#server/prices/write-bars.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { ROOT } from "#server/setup/root.ts";
import { getSync } from "#server/sync/list-syncs.ts";
import { runJob } from "#server/sync/run-job.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { trpcRoute } from "#server/trpc-route.ts";
import { fakeMarket } from "../server/providers/fake/market.ts";
import { startFakeProvider } from "../server/providers/fake/server.ts";
import { startFakeRedis } from "../server/prices/cache/fake-redis.ts";
import { hasRedis, startRealRedis } from "../server/prices/cache/real-redis.ts";

/**
 * Measures the server against its targets on the embedded database: `npm run bench:server`, with `--full` the load of ten million bars and the
 * sync at a provider's limit as well (three minutes more).
 */
const DAY = 86_400_000;
const YEARS = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2024, 0, 1) };
const isFull = process.argv.includes("--full");

/** A random walk over sessions, daily or by the minute. */
function walk(symbol: string, span: { from: number; to: number }, minutes?: number): Bars {
  const random = createRandom(symbol.length * 7919 + symbol.charCodeAt(symbol.length - 1));
  const [opens, closes]: [number[], number[]] = [[], []];
  for (let day = Math.ceil(span.from / DAY); day * DAY < span.to; day++) {
    if (!usEquity.isSession(day)) continue;
    const { openTime, closeTime } = usEquity.session(day);
    const step = minutes === undefined ? closeTime - openTime : minutes * 60_000;
    for (let time = openTime; time < closeTime; time += step) {
      opens.push(time);
      closes.push(Math.min(time + step, closeTime));
    }
  }
  let price = 100;
  const close = Float64Array.from(
    opens,
    () => (price = Math.max(1, Math.round(price * (1 + (random.next() - 0.5) / 50) * 100) / 100)),
  );
  const columns = {
    openTime: Float64Array.from(opens),
    closeTime: Float64Array.from(closes),
    open: close,
    high: close,
    low: close,
    close,
  };
  const timeframe = minutes === undefined ? "1d" : "1m";
  return createBars({
    symbol,
    timeframe,
    columns: { ...columns, volume: close.map(() => 1000) },
    calendar: "us-equity",
  });
}

function report(name: string, value: number, unit: string, target: number, isEnough = value <= target): void {
  const mark = isEnough ? "ok  " : "SLOW";
  console.log(`${mark} ${name.padEnd(64)} ${value.toFixed(1).padStart(9)} ${unit}  (target ${target})`);
}

async function median(runs: number, work: (run: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    await work(run);
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
}

async function get(db: Database, query: string): Promise<void> {
  const answer = await barsRoute(new Request(`http://localhost:3000/api/bars?${query}`), () => db);
  if (!answer.ok) throw new Error(await answer.text());
  await answer.arrayBuffer();
}

/** A database whose caches are empty: a pool of its own. */
async function withFresh(url: string, work: (db: Database) => Promise<unknown>): Promise<void> {
  const db = openDatabase(url);
  try {
    await db.pool.query("SELECT 1");
    await work(db);
  } finally {
    await db.close();
  }
}

async function measureReads(url: string, symbols: readonly string[]): Promise<void> {
  const many = `symbols=${symbols.join(",")}`;
  const fresh = async (query: string, runs: number) => {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      await withFresh(url, async (db) => {
        await db.pool.query("SELECT 1");
        times.push(await median(1, () => get(db, query)));
      });
    }
    return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
  };
  report("L3 (database): 1 symbol x 4 years daily", await fresh("symbol=S0", 9), "ms", 100);
  report("L3 (database): 100 symbols x 4 years daily", await fresh(many, 5), "ms", 300);
  report("L3 (database): 1 symbol x 1 year of minutes", await fresh("symbol=MIN&timeframe=1m", 5), "ms", 400);
  report("hours of 1 year made of minutes", await fresh("symbol=MIN&timeframe=1h", 5), "ms", 400);
  await withFresh(url, async (db) => {
    await get(db, "symbol=S0");
    report("L1 (memory): 1 symbol x 4 years daily", await median(101, () => get(db, "symbol=S0")), "ms", 5);
    await get(db, many);
    report("L1 (memory): 100 symbols x 4 years daily", await median(21, () => get(db, many)), "ms", 100);
  });
  await measureRedis(url);
}

/** The second tier, on a real Redis where this machine has one. */
async function measureRedis(url: string): Promise<void> {
  const redis = hasRedis() ? await startRealRedis() : await startFakeRedis();
  process.env["REDIS_URL"] = redis.url;
  const times: number[] = [];
  while (times.length < 9) {
    await withFresh(url, async (db) => {
      await get(db, "symbol=S3");
      await new Promise((settle) => setTimeout(settle, 100)); // the connection to Redis stands
      const took = await median(1, () => get(db, "symbol=S2"));
      // The first of them comes from the database, and is kept.
      if (barCachesOf(db).counts.redis > 0) times.push(took);
      else await new Promise((settle) => setTimeout(settle, 100)); // until it is kept
    });
  }
  const what = hasRedis() ? "Redis" : "a stand-in for Redis";
  const middle = times.toSorted((a, b) => a - b)[4] ?? NaN;
  report(`L2 (${what}): 1 symbol x 4 years daily`, middle, "ms", 20);
  delete process.env["REDIS_URL"];
  await redis.close();
}

/** What pages ask for when they open, and their inputs. */
const READS = [
  ["prices.datasets"],
  ["prices.version"],
  ["universes.list"],
  ["notebooks.list", { binned: false }],
  ["runs.list", {}],
  ["syncs.list", {}],
  ["studies.list", {}],
] as const;

/** A hundred clients, each asking for one thing after the other, none of them at the same place in the line. */
async function measureCalls(
  db: Database,
  name: string,
  reads: readonly (typeof READS)[number][],
): Promise<void> {
  const times: number[] = [];
  const call = async (at: number) => {
    const [path, input] = reads[at % reads.length] ?? READS[0];
    const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const began = performance.now();
    const request = new Request(`http://localhost:3000/api/trpc/${path}${query}`);
    const answer = await trpcRoute(request, () => db);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    await answer.text();
    times.push(performance.now() - began);
  };
  for (const at of reads.keys()) await call(at);
  times.length = 0;
  const client = async (first: number) => {
    for (let calls = 0; calls < 7; calls++) await call(first + calls);
  };
  await Promise.all(Array.from({ length: 100 }, (_, at) => client(at)));
  const p95 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? NaN;
  report(`p95 of tRPC reads, 100 clients at once: ${name}`, p95, "ms", 200);
}

async function measureLoad(db: Database): Promise<void> {
  const span = { from: Date.UTC(2023, 0, 1), to: Date.UTC(2024, 0, 1) };
  const bars = walk("LOAD", span, 1);
  const symbols = Math.ceil(10_000_000 / bars.openTime.length);
  const began = performance.now();
  for (let at = 0; at < symbols; at++) {
    const own = { ...bars, symbol: `L${at}` };
    await withSeriesLock(db, own, (client) =>
      inTransaction(client, async () =>
        writeBars(client, own, { source: "bench", version: await nextVersion(client) }),
      ),
    );
  }
  const seconds = (performance.now() - began) / 1000;
  report(`load of ${(symbols * bars.openTime.length).toLocaleString("en-US")} minutes`, seconds, "s ", 180);
}

async function measureSync(db: Database): Promise<void> {
  const fake = await startFakeProvider({ market: fakeMarket(), perMinute: 300 });
  try {
    const providers = openProviders({ ...fake.environment, TIINGO_PER_MINUTE: "300" });
    const symbols = Array.from({ length: 100 }, (_, at) => `Y${at}`);
    const { id } = await startSync(db, providers, { provider: "tiingo", symbols, ...YEARS });
    const began = performance.now();
    await runJob(db, providers, id);
    const end = await getSync(db, { id });
    if (end.done !== 100) throw new Error(JSON.stringify(end.failures));
    report(
      "sync of 100 symbols x 4 years with actions, 300 calls a minute",
      (performance.now() - began) / 1000,
      "s ",
      60,
    );
  } finally {
    await fake.close();
  }
}

const home = await mkdtemp(join(tmpdir(), "lookback-bench-"));
await chmod(home, 0o755);
const opened = await openEmbedded({ home, root: ROOT });
try {
  await migrate(opened.url, join(ROOT, "prisma", "migrations"));
  const db = openDatabase(opened.url);
  const symbols = Array.from({ length: 100 }, (_, at) => `S${at}`);
  for (const symbol of symbols) await importBars(db, walk(symbol, YEARS), { source: "bench" });
  await importBars(db, walk("MIN", { from: Date.UTC(2023, 0, 1), to: Date.UTC(2024, 0, 1) }, 1), {
    source: "bench",
  });
  await db.pool.query("VACUUM ANALYZE prices");
  await measureReads(opened.url, symbols);
  await measureCalls(db, "the list of series", READS.slice(0, 1));
  await measureCalls(db, "what pages ask for", READS);
  if (isFull) {
    await measureSync(db);
    await measureLoad(db);
    await db.pool.query("VACUUM ANALYZE prices");
    console.log("the same reads, beside ten million minutes:");
    await measureReads(opened.url, symbols);
  }
  await db.close();
} finally {
  await opened.close();
  await rm(dirname(opened.data), { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}
