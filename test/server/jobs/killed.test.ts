import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { createStudy } from "#server/studies/create-study.ts";
import { openCopy } from "../open-copy.ts";
import { crossovers, findingsOf, loadMarket, startWorker, statusOf, until } from "../studies/study-bench.ts";

const KILLS = Number(process.env["KILLS"] ?? 1);
const STUDY = {
  ...crossovers({
    ...{ trials: 500, folds: 2, accounts: "each", sampler: { kind: "tpe" }, batch: 100 },
    space: {
      parameters: { fast: { kind: "int", min: 3, max: 22 }, slow: { kind: "int", min: 24, max: 48 } },
    },
  }),
  symbols: ["ONE"],
};

const [killed, whole] = await Promise.all([openCopy(), openCopy()]);
for (const db of [killed, whole]) {
  await loadMarket(db, "ONE", 1);
}
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

/** A worker in a process of its own. */
function spawnWorker(): ChildProcess {
  const main = join(import.meta.dirname, "..", "..", "..", "server", "jobs", "worker-main.ts");
  const env = { ...process.env, DATABASE_URL: killed.url, LOOKBACK_SLOTS: "2", LOG_LEVEL: "silent" };
  const child = spawn(process.execPath, [main], { env, stdio: "ignore" });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

async function doneOf(id: string): Promise<number> {
  const { rows } = await killed.pool.query<{ done: number }>("SELECT done FROM studies WHERE id = $1", [id]);
  return rows[0]?.done ?? 0;
}

test(
  `a study of 500 trials whose worker is killed -9 ${KILLS} times ends as one whose worker never was`,
  { timeout: 60_000 + KILLS * 25_000 },
  async () => {
    const worker = startWorker(whole);
    const { id: reference } = await createStudy(whole, STUDY);
    const { id, trials } = await createStudy(killed, STUDY);
    expect(trials).toBe(500);
    let interrupted = 0;
    for (const ms of fc.sample(fc.integer({ min: 0, max: 400 }), { numRuns: KILLS, seed: 500 })) {
      const before = await doneOf(id);
      const child = spawnWorker();
      await until(async () => (await doneOf(id)) > before || before === trials, 60_000);
      await delay(ms);
      child.kill("SIGKILL");
      if ((await doneOf(id)) < trials) interrupted += 1;
    }
    expect(interrupted).toBeGreaterThan(0);
    spawnWorker();
    await until(async () => (await statusOf(killed, id)) === "completed", 40_000 + KILLS * 20_000);
    await until(async () => (await statusOf(whole, reference)) === "completed", 60_000);
    await worker.stop();
    expect(await findingsOf(killed, id)).toEqual(await findingsOf(whole, reference));
    const { rows } = await killed.pool.query(
      "SELECT (SELECT count(*)::int FROM trial_ledger) AS ledger, done, failed, best_trial FROM studies WHERE id = $1",
      [id],
    );
    const { rows: uninterrupted } = await whole.pool.query("SELECT best_trial FROM studies WHERE id = $1", [
      reference,
    ]);
    expect(rows[0]).toEqual({
      ledger: 500,
      done: 500,
      failed: 0,
      best_trial: (uninterrupted[0] as { best_trial: number }).best_trial,
    });
  },
);
