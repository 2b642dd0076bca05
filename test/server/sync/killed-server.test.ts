import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { openDatabase } from "#server/db.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { ROOT } from "#server/setup/root.ts";
import { runJob } from "#server/sync/run-job.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { openCopy } from "../open-copy.ts";
import { fakeMarket } from "../providers/fake/market.ts";
import { startFakeProvider } from "../providers/fake/server.ts";
import { sumOfPrices } from "./sum-of-prices.ts";

/** A few in every run of the tests; `LOOKBACK_KILLS=50` for the long one. */
const KILLS = Number(process.env["LOOKBACK_KILLS"] ?? 3);
const SYMBOLS = Array.from({ length: 30 }, (_, at) => `KILL${String(at).padStart(2, "0")}`);
const SYNC = { provider: "massive", symbols: SYMBOLS, from: Date.UTC(2020, 0, 1), to: Date.UTC(2024, 0, 1) };

const fake = await startFakeProvider({ market: fakeMarket(), delayMs: 2 });
const home = await mkdtemp(join(tmpdir(), "lookback-killed-"));
await chmod(home, 0o755); // so that the database's account may search it
afterAll(async () => {
  await fake.close();
  await rm(home, { recursive: true, force: true });
});

interface Kill {
  readonly ms: number;
  /** Who dies first; the other follows a moment later. */
  readonly first: "database" | "worker";
}

/** How long a worker must live without its database, or the other way round. */
const BETWEEN_MS = 150;

/** Starts the server and kills -9 all of it some ms after it has begun to work; without a kill, when it has nothing left to do. */
async function runServer(kill?: Kill): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "killed-server-child.ts"), home, JSON.stringify(SYNC)],
    { env: { ...process.env, ...fake.environment }, stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  const end = (database: number) => {
    const killDatabase = () => process.kill(database, "SIGKILL");
    const killWorker = () => child.kill("SIGKILL");
    const [first, then] = kill?.first === "worker" ? [killWorker, killDatabase] : [killDatabase, killWorker];
    first();
    setTimeout(then, BETWEEN_MS);
  };
  child.stdout.on("data", (chunk: Buffer) => {
    const began = !said.includes("ready ");
    said += chunk.toString();
    const database = Number(/ready (\d+)/.exec(said)?.[1]);
    if (kill && began && database) setTimeout(() => end(database), kill.ms);
    if (!kill && said.includes("done")) child.kill("SIGKILL");
  });
  await new Promise((settle) => child.once("close", settle));
  if (child.signalCode !== "SIGKILL") throw new Error("the worker has ended with its database, by itself");
  if (!said.includes("ready ")) throw new Error(`the server did not come up again: ${said}`);
}

test(
  `a server that is killed -9 with its database at ${KILLS} random points ends as one that never was`,
  { timeout: 60_000 + 10_000 * KILLS },
  async () => {
    const whole = await openCopy();
    const providers = openProviders(fake.environment);
    const { id } = await startSync(whole, providers, SYNC);
    expect(await runJob(whole, providers, id)).toBe("completed");

    const kill = fc.record({
      ms: fc.integer({ min: 0, max: 500 }),
      first: fc.constantFrom("database", "worker"),
    }) as fc.Arbitrary<Kill>;
    for (const each of fc.sample(kill, { numRuns: KILLS, seed: 9 })) await runServer(each);
    await runServer();

    const opened = await openEmbedded({ home, root: ROOT });
    const db = openDatabase(opened.url);
    try {
      // The stretch that was begun anew when all was done adds nothing.
      expect(await sumOfPrices(db)).toEqual(await sumOfPrices(whole));
    } finally {
      await db.close();
      await opened.close();
      await rm(dirname(opened.data), { recursive: true, force: true });
    }
  },
);
