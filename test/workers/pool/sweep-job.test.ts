import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { BacktestOptions } from "#engine/backtest.ts";
import { openSweep } from "#engine/experiments/sweep.ts";
import { range, sweep, syntheticMarket, type Strategy } from "#engine/index.ts";
import { asOf } from "#workers/cells/as-of.ts";
import { engineScope } from "#workers/cells/engine-scope.ts";
import { evaluateCell } from "#workers/cells/evaluate.ts";
import { compileCell } from "#workers/cells/syntax.ts";
import { tableOf } from "#workers/cells/table.ts";
import { recipeOf, whyNoRecipe, type CellsBehind, type RanCell } from "#workers/pool/recipe.ts";
import { shareValue } from "#workers/pool/share-value.ts";
import { closeLedger, openLedger, workOn, type SweepJob } from "#workers/pool/sweep-job.ts";

const PARAMS = `name: "cross", version: "1.0.0",
  params: { fast: int(5, { min: 2, max: 50 }), slow: int(20, { min: 3, max: 100 }) },
  indicators: (p) => ({ fast: sma({ lengthBars: p.fast + more }), slow: sma({ lengthBars: p.slow }) }),`;
const CELLS = {
  more: "export const more = 1;",
  kernel: `export const kernel = defineStrategy({ ${PARAMS} signal: crossover("fast", "slow") });`,
  code: `export const twice = (x) => 2 * x;
export const code = defineStrategy({ ${PARAMS}
  signal: ({ fast, slow }) => (twice(fast[0]) > twice(slow[0]) ? buy() : exit()) });`,
  looked: `export const looked = defineStrategy({ name: "looked", version: "1.0.0",
  params: { fast: int(5, { min: 2, max: 50 }), slow: int(20, { min: 3, max: 100 }) },
  indicators: (p) => ({ fast: sma({ lengthBars: p.fast }), slow: sma({ lengthBars: p.slow }), score: asOf(news, "score", { time: "published" }) }),
  signal: ({ fast, slow, score }) => (fast.now > slow.now && score.now > 0 ? buy() : exit()) });`,
  loads: `export const loads = defineStrategy({ ${PARAMS} signal: crossover("fast", "slow") }); await bars("WAVE");`,
  chance: `export const chance = defineStrategy({ ${PARAMS} signal: () => (Math.random() > 0.5 ? buy() : exit()) });`,
};
const bars = syntheticMarket({ kind: "volatile", bars: 300, seed: 3 });
const grid = { fast: range(2, 8), slow: range(10, 40, 5) };

/** Every tenth bar there is news, good and bad in turn. */
const news = tableOf(
  Array.from({ length: 30 }, (_, at) => ({
    published: new Date(bars.closeTime[at * 10] ?? NaN),
    score: at % 2 ? 1 : -1,
  })),
);

const ran = new Map<string, RanCell>();
const values = new Map<string, unknown>([["news", news]]);
const behind: CellsBehind = {
  owner: (name) => ran.get(name),
  isOfSession: (name) => ["bars", "asOf"].includes(name),
};

beforeAll(async () => {
  for (const [id, source] of Object.entries(CELLS)) {
    const { program } = compileCell({ id, kind: "ts", source });
    const read = new Map(
      program.reads.filter((name) => values.has(name)).map((name) => [name, values.get(name)]),
    );
    const scope = { ...engineScope, asOf, ...Object.fromEntries(read), bars: () => bars };
    const evaluation = await evaluateCell(program, scope);
    for (const [name, value] of evaluation.values) {
      values.set(name, value);
      ran.set(name, { program, values: read });
    }
  }
});

function jobOf(name: string): SweepJob {
  const strategy = values.get(name) as Strategy;
  const recipe = recipeOf(strategy, values, behind);
  const settings = shareValue({ bars } satisfies BacktestOptions);
  if (recipe === undefined || settings === undefined) throw new Error(`${name} cannot be sent`);
  const room = (rows: number) => new Float64Array(new SharedArrayBuffer(rows * 8));
  const { sets, result } = openSweep(strategy, { bars, grid }, room);
  const { params, metrics } = result();
  const job = { ...openLedger(sets, true), settings: settings.copy, rows: { sets, params, metrics } };
  // As it arrives on another thread: nothing of the sender's but shared memory.
  return { ...job, recipe: structuredClone(recipe) };
}

describe("a sweep on several threads", () => {
  test.for(["kernel", "code", "looked"])(
    "%s: however its rows are parted, the columns have the same bits",
    async (name) => {
      const alone = sweep(values.get(name) as Strategy, { bars, grid });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 }), async (turns) => {
          const job = jobOf(name);
          for (const rows of turns) await workOn(job, rows);
          await workOn(job);
          expect(job.done.every((done) => done === 1)).toBe(true);
          expect({ ...job.rows.metrics }).toEqual({ ...alone.metrics });
        }),
        { numRuns: 6 },
      );
    },
  );

  test("no row is taken from a closed ledger", async () => {
    const job = jobOf("kernel");
    closeLedger(job);
    await workOn(job);
    expect(job.done.some((done) => done === 1)).toBe(false);
  });

  test("a strategy whose cell loads data or rests on chance is not sent", () => {
    for (const name of ["loads", "chance"]) {
      expect(recipeOf(values.get(name), values, behind), name).toBeUndefined();
      expect(whyNoRecipe(values.get(name), values, behind)).toMatch(
        /^cell \w+ uses (Math\.random, which is not the same everywhere|bars, which only its notebook has)/,
      );
    }
  });

  test("settings that hold code are not sent; numbers, lists and columns are", () => {
    expect(shareValue({ fees: { charge: () => 1 } })).toBeUndefined();
    expect(shareValue({ when: new Map() })).toBeUndefined();
    const shared = shareValue({ a: [1, "x", null], column: Float64Array.of(1, NaN) });
    expect(shared?.copy).toEqual({ a: [1, "x", null], column: Float64Array.of(1, NaN) });
  });
});
