import { afterAll, describe, expect, test } from "vitest";
import { openSets } from "#engine/experiments/sweep.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { controlStudy } from "#server/studies/control-study.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { readStudyEvents } from "#server/studies/study-events.ts";
import { openCopy } from "../open-copy.ts";
import { findingsOf, loadMarket, SMALL, startWorker, statusOf, until } from "./study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
await loadMarket(db, "TWO", 2);
const worker = startWorker(db);
afterAll(() => worker.stop());

const ended = (id: string) =>
  until(async () => (await statusOf(db, id)) !== "running" && (await statusOf(db, id)) !== "queued");

describe("a study", () => {
  test("records every trial once, with the bits of a run in this process", async () => {
    const { id, trials } = await createStudy(db, SMALL);
    expect(trials).toBe(48);
    await ended(id);
    expect(worker.troubles).toEqual([]);
    const found = (await findingsOf(db, id)) as {
      params: Record<string, number>;
      objective: number;
      status: string;
      error: string;
    }[];
    expect(found.map(({ status }) => status)).toEqual(Array(48).fill("completed"));
    const { strategy } = strategies.find("ema-crossover");
    const bars = await readBars(db, { symbol: "ONE", timeframe: "1d" });
    const here = found.map(({ params }) => {
      const { run, metrics } = openSets(strategy, [params], { bars, metrics: ["sharpe"], seed: 0 });
      run(0);
      return metrics["sharpe"]?.[0];
    });
    expect(found.map(({ objective }) => objective)).toEqual(here);
    const { rows } = await db.pool.query("SELECT count(*)::int AS n FROM trial_ledger WHERE lineage = $1", [
      id,
    ]);
    expect(rows[0]).toEqual({ n: 48 });
  });

  test("tells its story in events that can be taken up anywhere", async () => {
    const { id } = await createStudy(db, { ...SMALL, symbols: ["ONE", "TWO"], folds: 3 });
    await ended(id);
    const events = await readStudyEvents(db, id, "0");
    expect(events[0]?.event).toEqual({ type: "status", status: "running", error: null });
    expect(events.at(-1)?.event).toEqual({ type: "status", status: "completed", error: null });
    expect(events.at(-2)?.event).toMatchObject({ type: "progress", done: 48, planned: 48, failed: 0 });
    const rest = await readStudyEvents(db, id, events[0]?.id ?? "0");
    expect(rest).toEqual(events.slice(1));
  });

  test("whose code is no strategy fails with the reason", async () => {
    const { id } = await createStudy(db, {
      ...SMALL,
      strategy: { kind: "code", code: "const a = 1", name: "a" },
    });
    await ended(id);
    const { rows } = await db.pool.query("SELECT status, error FROM studies WHERE id = $1", [id]);
    expect(rows[0]).toEqual({
      status: "failed",
      error: "Error: no strategy in a; make one with defineStrategy({ ... })",
    });
  });

  test("stops within two seconds of being cancelled, whatever its code does", async () => {
    const code = `const slow = defineStrategy({ name: "slow", version: "1.0.0", signal: () => { for (;;); } });`;
    const { id } = await createStudy(db, {
      ...SMALL,
      strategy: { kind: "code", code, name: "slow" },
      space: {},
    });
    await until(async () => (await statusOf(db, id)) === "running");
    await until(async () => {
      const { rowCount } = await db.pool.query(
        "SELECT 1 FROM pgboss.job WHERE state = 'active' AND data->>'study' = $1",
        [id],
      );
      return rowCount === 1;
    });
    const asked = Date.now();
    await controlStudy(db, "cancel", { id });
    await until(async () => {
      const { rowCount } = await db.pool.query(
        "SELECT 1 FROM pgboss.job WHERE state = 'active' AND data->>'study' = $1",
        [id],
      );
      return rowCount === 0;
    });
    expect(Date.now() - asked).toBeLessThan(2_000);
    await expect(controlStudy(db, "resume", { id })).rejects.toThrow("study is not paused");
  });

  test("that was paused goes on where it was, to the same findings", async () => {
    const whole = await createStudy(db, SMALL);
    await ended(whole.id);
    const { id } = await createStudy(db, { ...SMALL, trials: 48 });
    await until(async () => (await statusOf(db, id)) !== "queued");
    await controlStudy(db, "pause", { id }).catch(() => undefined);
    if ((await statusOf(db, id)) === "paused") await controlStudy(db, "resume", { id });
    await until(async () => (await statusOf(db, id)) === "completed");
    expect(await findingsOf(db, id)).toEqual(await findingsOf(db, whole.id));
  });
});
