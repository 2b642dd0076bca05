import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { findPostmaster } from "#server/database/embedded/postmaster.ts";
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

/** Every process below one, and itself; what is left behind belongs to nobody and is found by the database's own file. */
function familyOf(pid: number): number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const parent of family)
    family.push(...pairs.flatMap(([child = 0, of]) => (of === parent ? [child] : [])));
  return family;
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it has gone with its parent
    }
  }
}

/** `npm start`, as a person starts it. */
class Product {
  readonly #child;
  readonly #home: string;
  readonly #port: number;
  readonly ready: Promise<void>;
  readonly ended: Promise<void>;

  constructor(home: string, port: number, environment: Readonly<Record<string, string>>) {
    this.#home = home;
    this.#port = port;
    this.#child = spawn("npm", ["start"], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...environment,
        ...{ PORT: String(port), LOOKBACK_HOME: home, NODE_ENV: "production" },
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let words = "";
    this.ready = new Promise((settle, fail) => {
      const hear = (chunk: Buffer) => {
        words += chunk.toString();
        if (words.includes("Lookback is ready")) settle();
      };
      this.#child.stdout.on("data", hear);
      this.#child.stderr.on("data", hear);
      this.#child.once("exit", () => fail(new Error(`npm start ended:\n${words.slice(-2_000)}`)));
    });
    this.ended = new Promise((settle) => this.#child.once("close", () => settle()));
    this.ready.catch(() => undefined);
  }

  async call(path: string, input: unknown, method = "GET"): Promise<unknown> {
    const text = JSON.stringify(input);
    const at = `http://localhost:${this.#port}/api/trpc/${path}`;
    const answer = await (method === "GET"
      ? fetch(`${at}?input=${encodeURIComponent(text)}`)
      : fetch(at, { method, body: text, headers: { "content-type": "application/json" } }));
    const body = (await answer.json()) as { result?: { data: unknown } };
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body.result?.data;
  }

  /** Syncs that have not ended, of how many. */
  async syncs(): Promise<{ readonly all: number; readonly open: number }> {
    const jobs = (await this.call("syncs.list", { limit: 100 })) as { finishedAt: number | null }[];
    return { all: jobs.length, open: jobs.filter(({ finishedAt }) => finishedAt === null).length };
  }

  async kill(database: boolean): Promise<void> {
    const server = findPostmaster(join(this.#home, "pg18"))?.pid ?? 0;
    const own = familyOf(this.#child.pid ?? 0);
    const servers = familyOf(server);
    killAll(database ? [...own, ...servers] : own.filter((pid) => !servers.includes(pid)));
    await this.ended;
  }

  async stop(): Promise<void> {
    for (const pid of familyOf(this.#child.pid ?? 0).slice(0, 1)) process.kill(pid, "SIGTERM");
    await this.ended;
  }
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
      const product = new Product(home, port, fake.environment);
      await product.ready;
      return product;
    };
    for (const { calls, ms, database } of fc.sample(kills, { numRuns: KILLS, seed: 50 })) {
      const before = fake.calls.length;
      const product = await begin();
      const { all, open } = await product.syncs();
      if (open === 0)
        await product.call("syncs.start", { ...SYNC, kind: all === 0 ? "sync" : "repair" }, "POST");
      // A sync that was nearly done has not so many calls left: the kill then meets one that has ended.
      await until(async () => fake.calls.length - before >= calls || (await product.syncs()).open === 0);
      await new Promise((settle) => setTimeout(settle, ms));
      await product.kill(database);
    }
    const last = await begin();
    await until(async () => (await last.syncs()).open === 0);
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
