import { spawn } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { Database } from "#server/db.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { getSync } from "#server/sync/list-syncs.ts";
import { runJob } from "#server/sync/run-job.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { startFakeProvider } from "../providers/fake/server.ts";
import { sumOfPrices } from "./sum-of-prices.ts";

/** Some in every run of the tests; `LOOKBACK_KILLS=50` for the long one. */
const KILLS = Number(process.env["LOOKBACK_KILLS"] ?? 15);
const SYMBOLS = Array.from({ length: 30 }, (_, at) => `KILL${String(at).padStart(2, "0")}`);
const YEARS = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2024, 0, 1) };

const fake = await startFakeProvider({ market: fakeMarket(), delayMs: 2 });
const quick = await startFakeProvider({ market: fakeMarket() });
afterAll(() => Promise.all([fake.close(), quick.close()]));

/** Runs the sync in a process of its own and kills it -9 some ms after it has made some calls. @returns Whether it was done before. */
async function killAfter(
  db: Database,
  id: string,
  { calls, ms }: { calls: number; ms: number },
): Promise<boolean> {
  const before = fake.calls.length;
  const child = spawn(process.execPath, [join(import.meta.dirname, "killed-child.ts"), db.url, id], {
    env: { ...process.env, ...fake.environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const watch = setInterval(() => {
    if (fake.calls.length - before < calls) return;
    clearInterval(watch);
    setTimeout(() => child.kill("SIGKILL"), ms);
  }, 1);
  await new Promise((settle) => child.once("close", settle));
  clearInterval(watch);
  return said.includes("completed");
}

/** Takes a job up until it has ended; a killed runner's lock is free as soon as the database notices. */
async function endOf(db: Database, id: string): Promise<string> {
  for (;;) {
    const { status } = await getSync(db, { id });
    if (status !== "queued" && status !== "running") return status;
    await runJob(db, openProviders(quick.environment), id);
  }
}

test(
  `a sync that is killed -9 at ${KILLS} random points ends as one that never was`,
  { timeout: 180_000 },
  async () => {
    const [killed, whole] = await Promise.all([openCopy(), openCopy()]);
    const input = { provider: "massive", symbols: SYMBOLS, ...YEARS };
    const start = async (db: Database, kind: "sync" | "repair" = "sync") =>
      (await startSync(db, openProviders(quick.environment), { ...input, kind })).id;
    const [id, uninterrupted] = [await start(killed), await start(whole)];
    expect(await runJob(whole, openProviders(quick.environment), uninterrupted)).toBe("completed");

    const points = fc.sample(
      fc.record({ calls: fc.integer({ min: 1, max: 24 }), ms: fc.integer({ min: 0, max: 40 }) }),
      {
        numRuns: KILLS,
        seed: 50,
      },
    );
    const jobs = [id];
    for (const point of points) {
      // Done before the last kill: the same stretch is fetched once more.
      if (await killAfter(killed, jobs.at(-1) ?? id, point)) jobs.push(await start(killed, "repair"));
    }
    expect((await getSync(killed, { id })).done).toBeGreaterThan(0);
    for (const job of jobs) expect(await endOf(killed, job)).toBe("completed");
    expect(await sumOfPrices(killed)).toEqual(await sumOfPrices(whole));
  },
);
