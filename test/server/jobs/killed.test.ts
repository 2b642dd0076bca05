import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openEmbedded } from "#server/database/embedded/open.ts";
import { openDatabase, type Database } from "#server/db.ts";
import { ROOT } from "#server/setup/root.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { openCopy } from "../open-copy.ts";
import { crossovers, findingsOf, loadMarket, startWorker, statusOf, until } from "../studies/study-bench.ts";

/** A few in every run of the tests; `LOOKBACK_KILLS=20` for the long one, whose trials take longer so that none comes too late. */
const KILLS = Number(process.env["LOOKBACK_KILLS"] ?? 3);
const TRIALS = 500;
const SYMBOLS = Array.from({ length: Math.ceil(KILLS / 2) }, (_, at) => `S${at}`);
const STUDY = {
  ...crossovers({
    ...{ trials: TRIALS, folds: 2, accounts: "each", sampler: { kind: "tpe" }, batch: 50 },
    space: {
      parameters: { fast: { kind: "int", min: 3, max: 22 }, slow: { kind: "int", min: 24, max: 48 } },
    },
  }),
  symbols: SYMBOLS,
};
const VICTIMS = ["worker", "server", "database"] as const;
/** How long the server must live without its database. */
const BETWEEN_MS = 150;

const home = await mkdtemp(join(tmpdir(), "lookback-killed-"));
await chmod(home, 0o755); // so that the database's account may search it
const left: { server?: Server } = {};
afterAll(async () => {
  left.server?.kill();
  await rm(home, { recursive: true, force: true });
});

interface Server {
  /** Process numbers of those that it started. */
  readonly worker: () => number;
  readonly database: () => number;
  /** Trials that are recorded, as it last said; and whether that is all. */
  readonly done: () => number;
  readonly isEnded: () => boolean;
  kill(): void;
  readonly closed: Promise<unknown>;
}

function startServer(): Server {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "killed-server-child.ts"), home, JSON.stringify(STUDY)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const last = (pattern: RegExp): number => Number([...said.matchAll(pattern)].at(-1)?.[1] ?? 0);
  return {
    worker: () => last(/worker (\d+)/g),
    database: () => last(/database (\d+)/g),
    done: () => last(/done (\d+)/g),
    isEnded: () => said.includes(" completed"),
    kill: () => child.kill("SIGKILL"),
    closed: new Promise((settle) => child.once("close", settle)),
  };
}

/** Kills one of the three -9; whatever else died of it is started again. */
async function kill(server: Server, victim: (typeof VICTIMS)[number]): Promise<Server> {
  if (victim === "worker") {
    process.kill(server.worker(), "SIGKILL");
    return server;
  }
  if (victim === "database") {
    process.kill(server.database(), "SIGKILL");
    await delay(BETWEEN_MS);
  }
  server.kill();
  await server.closed;
  return startServer();
}

async function outcomeOf(db: Database) {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id, done, failed, best_trial, result, (SELECT count(*)::int FROM trial_ledger) AS ledger,
      (SELECT count(*)::int FROM trials) AS trials FROM studies`,
  );
  const { id = "", ...rest } = rows[0] ?? {};
  return { ...rest, findings: await findingsOf(db, id) };
}

test(
  `a study of ${TRIALS} trials of which worker, server or database is killed -9 at ${KILLS} random points ends as one that never was`,
  { timeout: 90_000 + KILLS * 40_000 },
  async () => {
    let interrupted = 0;
    let server = (left.server = startServer());
    for (const [at, ms] of fc
      .sample(fc.integer({ min: 0, max: 400 }), { numRuns: KILLS, seed: 500 })
      .entries()) {
      const before = server.done();
      await until(() => Promise.resolve(server.done() > before || server.isEnded()), 90_000);
      await delay(ms);
      if (!server.isEnded()) interrupted += 1;
      server = left.server = await kill(server, VICTIMS[at % VICTIMS.length] ?? "worker");
    }
    await until(() => Promise.resolve(server.isEnded()), 60_000 + KILLS * 10_000);
    server.kill();
    await server.closed;
    // Most of them must have hit something.
    expect(interrupted).toBeGreaterThan(KILLS / 2);

    const whole = await openCopy();
    for (const [seed, symbol] of SYMBOLS.entries()) await loadMarket(whole, symbol, seed + 1);
    const worker = startWorker(whole);
    const { id } = await createStudy(whole, STUDY);
    await until(async () => (await statusOf(whole, id)) === "completed", 120_000);
    await worker.stop();

    const opened = await openEmbedded({ home, root: ROOT });
    const db = openDatabase(opened.url);
    try {
      const found = await outcomeOf(db);
      expect(found).toMatchObject({ done: TRIALS, failed: 0, ledger: TRIALS, trials: TRIALS });
      expect(found).toEqual(await outcomeOf(whole));
    } finally {
      await db.close();
      await opened.close();
      await rm(dirname(opened.data), { recursive: true, force: true });
    }
  },
);
