import { beforeAll, expect, test } from "vitest";
import {
  HARDER_CELL,
  monteCarloCells,
  RUN_CELL,
  SHAKES,
  type ShakeWish,
} from "#app/_studies/monte-carlo-cells.ts";
import { facts, runFacts } from "#app/_studies/read-shake.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { defineStrategy, num } from "#engine/strategy.ts";
import * as engine from "#engine/index.ts";
import type { StudyRecipe } from "#server/studies/study-recipe.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";
import { runCells, waveBars } from "../../workers/cells/run-cells.ts";

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openNodeWarehouse();
});

const RECIPE: StudyRecipe = {
  ...{ symbols: ["WAVE"], timeframe: "1d", adjust: "splits", parts: undefined, versions: {} },
  options: { capital: 50_000, fees: { kind: "percent", params: { pct: 0.2 } } },
  strategy: { kind: "built-in", name: "ema-crossover" },
  study: { objective: "sharpe", accounts: "shared" },
};
const until = 300 * 86_400_000;
const WISH: ShakeWish = { values: { fast: 3, slow: 12 }, until, draws: 40, runs: 10, ruin: 0.3, seed: 7 };

test("the cells of a study's set come to the numbers of the engine's own calls with the same seed", async () => {
  const states = await runCells(warehouse, monteCarloCells(RECIPE, WISH));
  const strategy = engine.strategies.find("ema-crossover").strategy;
  const given = {
    bars: waveBars(),
    capital: 50_000,
    fees: engine.percent({ pct: 0.2 }),
    params: WISH.values,
    from: 0,
    to: until,
  };
  const result = engine.backtest(strategy, given);
  const [trades, closes] = [engine.tradeReturns(result), engine.closeReturns(result)];
  const paths = { draws: 40, seed: 7, ruin: 0.3 };
  const runs = { ...paths, draws: 10 };
  const fans = {
    order: engine.shuffleTrades(trades, paths),
    bootstrap: engine.bootstrapTrades(trades, paths),
    blocks: engine.bootstrapReturns(closes, paths),
    start: engine.jitterStart(closes, undefined, paths),
    missed: engine.dropTrades(trades, 0.1, paths),
    noise: engine.noisyRuns(strategy, given, runs),
    permuted: engine.permutedRuns(strategy, given, runs),
  };
  expect(runFacts(states[RUN_CELL])).toEqual({
    ...{ trades: trades.length, closes: closes.length },
    score: result.statistics["sharpe"],
  });
  for (const { id } of SHAKES) {
    const fan = fans[id];
    expect([id, facts(states[id])]).toEqual([
      id,
      { ...engine.fanFacts(fan), question: fan.question, paths: fan.totals.length, ...blockOf(fan) },
    ]);
    expect(kinds(states[id])).toEqual(["figure", "figure", "text"]);
  }
  expect(text(states[HARDER_CELL])).toEqual(JSON.stringify(engine.harderRuns(strategy, given)));
});

test("a strategy in code, bars that were a part, and accounts of their own are run as their study ran them", async () => {
  const day = 86_400_000;
  const part = { first: 50 * day, last: 349 * day, hash: "0".repeat(64), calendar: "24-7" as const };
  const recipe: StudyRecipe = {
    ...RECIPE,
    parts: { WAVE: part },
    strategy: { kind: "code", code: CODE, name: "level" },
    study: { objective: "totalReturn", accounts: "each" },
  };
  const rows = { from: 20, to: 220 };
  const states = await runCells(
    warehouse,
    monteCarloCells(recipe, { ...WISH, values: { at: 105 }, until: undefined, rows }),
  );
  const level = defineStrategy({
    ...{
      name: "level",
      version: "1.0.0",
      params: { at: num(100, { min: 80, max: 120 }) },
      indicators: () => ({}),
    },
    signal: ({ close, params }) => (close.now < params.at ? engine.buy() : engine.exit()),
  });
  const bars = engine.sliceBars({ ...waveBars(), calendar: "24-7" }, 50, 350);
  const given = {
    bars,
    capital: 50_000,
    fees: engine.percent({ pct: 0.2 }),
    params: { at: 105 },
    from: 70 * day,
    to: 270 * day,
  };
  const result = engine.backtest(level, given);
  expect(result.trades.length).toBeGreaterThan(2);
  expect(runFacts(states[RUN_CELL])?.score).toBe(result.statistics["totalReturn"]);
  expect(facts(states["noise"])).toMatchObject(
    engine.fanFacts(engine.noisyRuns(level, given, { draws: 10, seed: 7, ruin: 0.3 })),
  );
});

test("a question that cannot be asked of a run says why, and the others are answered", async () => {
  const states = await runCells(
    warehouse,
    monteCarloCells(RECIPE, { ...WISH, values: { fast: 99, slow: 100 }, until: 30 * 86_400_000 }),
  );
  expect(states["order"]?.error?.message).toContain("no trades to draw from");
  expect(facts(states["blocks"])?.paths).toBe(40);
});

const CODE = `const level = defineStrategy({
  name: "level", version: "1.0.0", params: { at: num(100, { min: 80, max: 120 }) }, indicators: () => ({}),
  signal: ({ close, params }) => (close.now < params.at ? buy() : exit()),
});`;
const blockOf = (fan: object) => ("block" in fan ? { block: fan.block } : {});
const kinds = (state: CellState | undefined) => state?.outputs?.map(({ type }) => type);
const text = (state: CellState | undefined) =>
  state?.outputs?.flatMap((output) => (output.type === "text" ? [output.text] : []))[0];
