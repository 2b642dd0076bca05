import { afterAll, expect, test } from "vitest";
import { permutationTest, permutedBars, permutedScore } from "#engine/experiments/study/permuted-study.ts";
import { readResult } from "#engine/experiments/study/stored-result.ts";
import { strategies } from "#engine/strategies/catalogue.ts";
import { readBars } from "#server/prices/read-bars.ts";
import { createStudy } from "#server/studies/create-study.ts";
import { readStudyEvents } from "#server/studies/study-events.ts";
import { getStudy } from "#server/studies/list-studies.ts";
import { permuteStudy, stopPermuting } from "#server/studies/permute-study.ts";
import { studyPermutation } from "#server/studies/study-permutation.ts";
import type { CreateStudyInput } from "#server/studies/study-schemas.ts";
import { openCopy } from "../open-copy.ts";
import { crossovers, loadMarket, startWorker, statusOf, until } from "./study-bench.ts";

const db = await openCopy();
await loadMarket(db, "ONE", 1);
await loadMarket(db, "TWO", 2);
const worker = startWorker(db);
afterAll(() => worker.stop());

async function completed(given: CreateStudyInput): Promise<string> {
  const { id } = await createStudy(db, given);
  await until(async () => (await statusOf(db, id)) === "completed");
  return id;
}

const ended = (id: string, markets: number) =>
  until(async () => {
    const { done, failed } = await studyPermutation(db, { id });
    return done + failed === markets;
  });

test.each([
  ["of one symbol, its hold-out left alone", ["ONE"], {}],
  ["walking forward over two", ["ONE", "TWO"], { walkForward: { train: 500, test: 250 } }],
] as const)(
  "a study %s is searched on permuted markets to the bits of this process",
  async (_, symbols, more) => {
    const tpe = { sampler: { kind: "tpe" }, trials: 12, batch: 3, ...more };
    const given = { ...crossovers(tpe), symbols: [...symbols] };
    const id = await completed(given);
    expect(await studyPermutation(db, { id })).toMatchObject({ asked: 0, test: null });
    expect(await permuteStudy(db, { id, markets: 2 })).toEqual({ asked: 2 });
    await ended(id, 2);
    // Asked for again with more, only the rest is run.
    expect(await permuteStudy(db, { id, markets: 3 })).toEqual({ asked: 1 });
    await ended(id, 3);
    expect(worker.troubles).toEqual([]);

    const found = readResult((await getStudy(db, { id })).result, []);
    const bars = await Promise.all(symbols.map((symbol) => readBars(db, { symbol, timeframe: "1d" })));
    const scores: number[] = [];
    for (let number = 0; number < 3; number++) {
      const permuted = permutedBars(bars, found.spec, { until: found.heldOutFrom, number });
      const [only] = permuted;
      const { strategy } = strategies.find("ema-crossover");
      const options = { bars: only && permuted.length === 1 ? only : permuted };
      scores.push(await permutedScore({ strategy, options, study: given.study }));
    }
    const steps = (await readStudyEvents(db, id, "0")).flatMap(({ event }) =>
      event.type === "markets" ? [event] : [],
    );
    expect(steps.map(({ asked, done }) => [asked, done])).toEqual([
      ...[0, 1, 2].map((done) => [2, done]),
      ...[2, 3].map((done) => [3, done]),
    ]);
    const { test: told, ...rest } = await studyPermutation(db, { id });
    expect(rest).toEqual({ asked: 3, done: 3, failed: 0, error: null, scores });
    expect(told).toEqual(permutationTest(found, scores));
    // What was tried on permuted markets is no trial of anybody's.
    const { rows } = await db.pool.query("SELECT count(*)::int AS n FROM trial_ledger WHERE study_id = $1", [
      id,
    ]);
    expect(rows[0]).toEqual({ n: found.panel.trials });
  },
);

test("markets that are no longer asked for are let go of within two seconds", async () => {
  const { close } = await readBars(db, { symbol: "ONE", timeframe: "1d" });
  // Quick on the real market; a permuted one begins at the same price and goes on to another.
  const code = `const slow = defineStrategy({ name: "slow", version: "1.0.0", signal: ({ close }) => {
    if (close.ago(1) === ${close[0]} && close.now !== ${close[1]}) for (;;);
    return hold();
  } });`;
  const strategy = { kind: "code", code, name: "slow" } as const;
  const id = await completed({ ...crossovers({ trials: 2, sampler: { kind: "random" } }), strategy });
  await permuteStudy(db, { id, markets: 4 });
  const active = async () => {
    const { rowCount } = await db.pool.query(
      "SELECT 1 FROM pgboss.job WHERE state = 'active' AND data->>'study' = $1",
      [id],
    );
    return rowCount ?? 0;
  };
  await until(async () => (await active()) > 0);
  const asked = Date.now();
  expect(await stopPermuting(db, { id })).toEqual({ stopped: 4 });
  await until(async () => (await active()) === 0);
  expect(Date.now() - asked).toBeLessThan(2_000);
  expect(await studyPermutation(db, { id })).toMatchObject({ asked: 0, done: 0 });
});

test("only a finished study has its markets permuted", async () => {
  const { id } = await createStudy(db, crossovers({ seed: 8 }));
  await expect(permuteStudy(db, { id })).rejects.toThrow(
    /^study is (queued|running); permute the markets of one/,
  );
  await expect(permuteStudy(db, { id: "00000000-0000-4000-8000-000000000000" })).rejects.toThrow(
    "unknown study",
  );
});
