import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { StudyInput } from "#engine/experiments/study/study-spec.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase, type Database } from "#server/db.ts";
import { importBars } from "#server/prices/import-bars.ts";
import { ROOT } from "#server/setup/root.ts";
import { createStudy } from "#server/studies/create-study.ts";

/**
 * Measures studies against their targets, on the embedded database and workers in processes of their own: `npm run bench:studies`, with `--quick`
 * only what takes seconds, with `--scaling` only what a second worker brings, with
 * `--backtests` only whether a thousand at once all come back.
 */
const isQuick = process.argv.includes("--quick");
const isScaling = process.argv.includes("--scaling");
const isBacktests = process.argv.includes("--backtests");
const SYMBOLS = Array.from({ length: 100 }, (_, at) => `S${String(at).padStart(3, "0")}`);
const SPACE: StudyInput["space"] = {
  parameters: { fast: { kind: "int", min: 3, max: 27 }, slow: { kind: "int", min: 30, max: 69 } },
};
const GRID: StudyInput = {
  space: SPACE,
  sampler: { kind: "grid" },
  trials: 1_000,
  leastTrades: 0,
  accounts: "each",
};
const WALK: StudyInput = {
  ...{ space: SPACE, sampler: { kind: "tpe" }, trials: 20, batch: 5, leastTrades: 0, accounts: "each" },
  walkForward: { train: 504, test: 63 },
};

/** Arithmetic over a column, about two seconds of it: what a core can do that waits for nobody. */
const LOOP = `const a = new Float64Array(200_000).map((_, i) => i % 97); let s = 0;
  for (let n = 0; n < 9_000; n++) { let m = 0; for (let i = 1; i < a.length; i++) { m += 0.1 * (a[i] - m); s += m; } } process.exitCode = s > 0 ? 0 : 1;`;

const home = await mkdtemp(join(tmpdir(), "lookback-bench-"));
await chmod(home, 0o755);
const embedded = await openEmbedded({ home, root: ROOT });
await migrate(embedded.url, join(ROOT, "prisma", "migrations"));
const db = openDatabase(embedded.url);
const workers = new Set<ChildProcess>();
try {
  await loadMarkets(db);
  await warmUp();
  const rows = isScaling ? [await scaling()] : isBacktests ? [await thousand()] : await all();
  console.log(["", ...rows].join("\n"));
} finally {
  await setWorkers(0);
  await db.close();
  await embedded.close();
  await rm(dirname(embedded.data), { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}

async function all(): Promise<string[]> {
  const first = await row("1,000 sets x 1 symbol x 4 years, 2 workers", 5, 2, () => study(GRID, 1));
  return [first, ...(isQuick ? [] : await long())];
}

function thousand(): Promise<string> {
  return row("1,000 backtests submitted at once", Infinity, 2, backtests);
}

async function long(): Promise<string[]> {
  const found: string[] = [];
  const hundred = { ...GRID, sampler: { kind: "sobol" }, seed: 5 };
  found.push(await row("1,000 sets x 100 symbols x 4 years, 2 workers", 30, 2, () => study(hundred, 100)));
  found.push(
    await row("walk-forward, 100 symbols, 8 windows, 20 trials each", 300, 2, () => study(WALK, 100)),
  );
  found.push(await scaling());
  found.push(await thousand());
  return found;
}

/**
 * What a second worker brings, each on a core of its own as on a machine of its own: unpinned, one worker is two processes, which already use
 * two cores. Studies before the measured ones start jails and read bars.
 */
async function scaling(): Promise<string> {
  const took: number[] = [];
  await setWorkers(0);
  for (const count of [1, 2]) {
    await setWorkers(count, true);
    const sobol = { ...GRID, sampler: { kind: "sobol" } };
    for (const seed of [1, 2]) await study({ ...sobol, trials: 40, seed: 100 * count + seed }, 100);
    took.push(await seconds(() => study({ ...sobol, trials: 500, seed: 10 + count }, 100)));
  }
  await setWorkers(0);
  const [one = NaN, two = NaN] = took;
  const times = `${(one / two).toFixed(2)} x`;
  const target = `1.7 x or better; two bare loops here: ${(await ceiling()).toFixed(2)} x`;
  return line(`scaling, 1 to 2 workers of one slot and core (${one.toFixed(1)} s)`, times, target);
}

/** What two processes, a core each, bring over one on this machine: no number of workers scales better than its cores do. */
async function ceiling(): Promise<number> {
  const burn = async (core: number): Promise<void> => {
    const child = startOn(core, ["-e", LOOP], { stdio: "ignore" });
    await new Promise((settle) => child.once("exit", settle));
  };
  const both = (): Promise<void> => Promise.all([burn(0), burn(1)]).then(() => undefined);
  // The faster of two each: what else the machine does then counts less.
  const one = Math.min(await seconds(() => burn(0)), await seconds(() => burn(1)));
  const two = Math.min(await seconds(both), await seconds(both));
  return (2 * one) / two;
}

async function backtests(): Promise<void> {
  const one = (seed: number): StudyInput => ({
    ...{ space: { parameters: { fast: { kind: "int", min: 5, max: 20 } } }, sampler: { kind: "random" } },
    ...{ trials: 1, leastTrades: 0, holdOut: 0, seed },
  });
  const asked = Array.from({ length: 1_000 }, (_, seed) => ({ seed, symbol: SYMBOLS[seed % 100] ?? "" }));
  const ids: string[] = [];
  const lane = async (): Promise<void> => {
    for (let next = asked.pop(); next; next = asked.pop())
      ids.push((await createStudy(db, orderOf(one(next.seed), [next.symbol]))).id);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  await ended(ids);
  const { rows } = await db.pool.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM trials WHERE study_id = ANY($1::uuid[])",
    [ids],
  );
  if (rows[0]?.n !== 1_000) throw new Error(`lost backtests: ${rows[0]?.n ?? 0} of 1,000 are there`);
}

function orderOf(search: StudyInput, symbols: string[]) {
  const strategy = { kind: "built-in", name: "ema-crossover" } as const;
  return { name: "bench", strategy, symbols, study: search };
}

async function study(search: StudyInput, symbols: number): Promise<void> {
  const { id } = await createStudy(db, orderOf(search, SYMBOLS.slice(0, symbols)));
  await ended([id]);
}

async function ended(ids: readonly string[]): Promise<void> {
  for (;;) {
    const { rows } = await db.pool.query<{ status: string; n: number; error: string | null }>(
      "SELECT status, count(*)::int AS n, min(error) AS error FROM studies WHERE id = ANY($1::uuid[]) GROUP BY status",
      [ids],
    );
    const failed = rows.find(({ status }) => status === "failed");
    if (failed) throw new Error(`study failed: ${failed.error ?? ""}`);
    if (rows.length === 1 && rows[0]?.status === "completed") return;
    await delay(50);
  }
}

async function loadMarkets(target: Database): Promise<void> {
  for (const [seed, symbol] of SYMBOLS.entries()) {
    const bars = syntheticMarket({ kind: "trending", symbol, seed: seed + 1, bars: 1_008 });
    await importBars(target, bars, { source: "synthetic", synthetic: true });
  }
}

/** The first study of a worker builds the engine's bundle and starts its jails: that is no part of what is measured. */
async function warmUp(): Promise<void> {
  await setWorkers(2);
  await study({ ...GRID, trials: 40, sampler: { kind: "random" } }, 1);
}

/** So many workers of one slot each, ready to work; the new ones pinned to a core each where asked for. */
async function setWorkers(count: number, isPinned = false): Promise<void> {
  for (const child of [...workers].slice(count)) {
    const gone = new Promise((settle) => child.once("exit", settle));
    child.kill("SIGTERM");
    workers.delete(child);
    await gone;
  }
  while (workers.size < count) workers.add(startWorker(isPinned ? workers.size : undefined));
  for (let ready = -1; ready !== count; await delay(100)) {
    const { rows } = await db.pool.query<{ n: number }>("SELECT count(*)::int AS n FROM study_workers");
    ready = rows[0]?.n ?? -1;
  }
}

/** A core is one that Linux' taskset knows; elsewhere workers go where they like. */
function startWorker(core: number | undefined): ChildProcess {
  const main = join(ROOT, "server", "jobs", "worker-main.ts");
  const env = { ...process.env, DATABASE_URL: embedded.url, LOOKBACK_SLOTS: "1", LOG_LEVEL: "error" };
  return startOn(core, [main], { env, cwd: dirname(main), stdio: ["ignore", "ignore", "inherit"] });
}

function startOn(core: number | undefined, given: readonly string[], how: SpawnOptions): ChildProcess {
  if (core === undefined || process.platform !== "linux") return spawn(process.execPath, given, how);
  return spawn("taskset", ["-c", String(core % availableParallelism()), process.execPath, ...given], how);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function row(what: string, most: number, count: number, work: () => Promise<void>): Promise<string> {
  await setWorkers(count);
  const took = await seconds(work);
  return line(
    what,
    `${took.toFixed(1)} s`,
    most < Infinity ? `under ${most} s${took < most ? "" : "  MISSED"}` : "",
  );
}

function line(what: string, found: string, target: string): string {
  const text = `${what.padEnd(56)}${found.padStart(10)}   ${target}`;
  console.error(text);
  return text;
}
