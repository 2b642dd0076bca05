import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { migrate } from "#server/database/migrate.ts";
import { openDatabase } from "#server/db.ts";
import { openProviders } from "#server/providers/open-providers.ts";
import { ROOT } from "#server/setup/root.ts";
import { runJob } from "#server/sync/run-job.ts";
import { startSync } from "#server/sync/start-sync.ts";
import { fakeMarket } from "#test/server/providers/fake/market.ts";
import { startFakeProvider } from "#test/server/providers/fake/server.ts";
import { sumOfPrices } from "#test/server/sync/sum-of-prices.ts";
import { freePort } from "./app.ts";
import { NpmStart } from "./npm-start.ts";

/** Each takes five to fifteen seconds, so that this is run when it is asked for: `LOOKBACK_KILLS=50`. */
const KILLS = Number(process.env["LOOKBACK_KILLS"] ?? 0);
const SYMBOLS = Array.from({ length: 30 }, (_, at) => `KILL${String(at).padStart(2, "0")}`);
const SYNC = { provider: "massive", symbols: SYMBOLS, from: Date.UTC(2020, 0, 1), to: Date.UTC(2024, 0, 1) };

interface Kill {
  /** Calls of the provider after which it comes, and some ms more. */
  readonly calls: number;
  readonly ms: number;
  /** Whether the database dies too, or is found running by the next start. */
  readonly database: boolean;
}
const kills = fc.record({
  calls: fc.integer({ min: 1, max: 80 }),
  ms: fc.integer({ min: 0, max: 40 }),
  database: fc.boolean(),
}) as fc.Arbitrary<Kill>;

const homes: string[] = [];
const fake = KILLS > 0 ? await startFakeProvider({ market: fakeMarket(), delayMs: 2 }) : undefined;
afterAll(async () => {
  await fake?.close();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), "lookback-killed-"));
  chmodSync(home, 0o755); // so that the database's account may search it
  homes.push(home);
  return home;
}

/** Syncs that have not ended, of how many. */
async function syncsOf(product: NpmStart): Promise<{ readonly all: number; readonly open: number }> {
  const jobs = (await product.call("syncs.list", { limit: 100 })) as { finishedAt: number | null }[];
  return { all: jobs.length, open: jobs.filter(({ finishedAt }) => finishedAt === null).length };
}

async function until(is: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await is())) await new Promise((settle) => setTimeout(settle, 20));
}

test.skipIf(KILLS === 0)(
  `npm start that is killed -9 with all its processes at ${KILLS} random points of syncs ends as one that never was`,
  { timeout: 120_000 + 30_000 * KILLS },
  async () => {
    if (!fake) return;
    const home = makeHome();
    const port = await freePort();
    const begin = async () => {
      const product = new NpmStart(home, port, fake.environment);
      await product.ready;
      return product;
    };
    for (const { calls, ms, database } of fc.sample(kills, { numRuns: KILLS, seed: 50 })) {
      const before = fake.calls.length;
      const product = await begin();
      const { all, open } = await syncsOf(product);
      if (open === 0)
        await product.call("syncs.start", { ...SYNC, kind: all === 0 ? "sync" : "repair" }, "POST");
      // A sync that was nearly done has not so many calls left: the kill then meets one that has ended.
      await until(async () => fake.calls.length - before >= calls || (await syncsOf(product)).open === 0);
      await new Promise((settle) => setTimeout(settle, ms));
      await product.kill(database);
    }
    const last = await begin();
    await until(async () => (await syncsOf(last)).open === 0);
    await last.stop();

    const whole = makeHome();
    const sums: unknown[] = [];
    for (const at of [home, whole]) {
      const opened = await openEmbedded({ home: at, root: ROOT });
      await migrate(opened.url, join(ROOT, "prisma", "migrations"));
      const db = openDatabase(opened.url);
      const providers = openProviders(fake.environment);
      if (at === whole) await runJob(db, providers, (await startSync(db, providers, SYNC)).id);
      sums.push(await sumOfPrices(db, await samplesOf(db)));
      await db.close();
      await opened.close();
      if (dirname(opened.data) !== at) rmSync(dirname(opened.data), { recursive: true, force: true });
    }
    expect(sums[0]).toEqual(sums[1]);
  },
);

/** Where prices come from that npm start brings along. */
async function samplesOf({ pool }: ReturnType<typeof openDatabase>): Promise<string[]> {
  const { rows } = await pool.query<{ source: string }>(
    "SELECT DISTINCT source FROM data_versions WHERE source <> 'massive'",
  );
  return rows.map(({ source }) => source);
}
