import { expect, test } from "vitest";
import {
  backtest,
  fixedFraction,
  ibkrTiered,
  optimizationOf,
  parseStrategySpec,
  runOptionsOf,
  strategies,
  syntheticMarket,
  type BacktestOptions,
  type Strategy,
} from "#engine/index.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { keptNotebook } from "#app/_strategies/kept-notebook.ts";
import { executeNotebook } from "#server/cli/headless/execute-notebook.ts";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import type { KeptSetting } from "#server/strategies/kept-setting.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const bars = syntheticMarket({ kind: "trending", symbol: "ONE", bars: 500, seed: 4 });
const prices = {
  loadBars: () => Promise.resolve(barsToIpc(bars)),
  listDatasets: () =>
    Promise.resolve([
      {
        ...{
          symbol: "ONE",
          name: "ONE",
          timeframe: "1d" as const,
          bars: 500,
          source: "made",
          synthetic: true,
        },
        ...{ from: bars.openTime[0] ?? NaN, to: bars.closeTime.at(-1) ?? NaN },
      },
    ]),
};
const spec = {
  meta: { strategy: "crossing", version: "1.0.0" },
  components: {
    indicators: {
      fast: { type: "ema", params: { lengthBars: 5 } },
      slow: { type: "ema", params: { lengthBars: 20 } },
    },
    signals: { generator: { type: "crossover", params: { fast: "fast", slow: "slow" } } },
  },
};

async function resultOf(kept: Omit<KeptSetting, "symbols" | "timeframe">): Promise<string | undefined> {
  const text = keptNotebook("kept", "study-12345678-w1-3", { ...kept, symbols: ["ONE"], timeframe: "1d" });
  const states = await executeNotebook(parseNotebook(text), prices);
  expect(states.flatMap(({ error }) => error?.message ?? [])).toEqual([]);
  const output = states.at(-1)?.outputs?.find(({ type }) => type === "backtest");
  return output?.type === "backtest" ? output.result.resultHash : undefined;
}

const hashOf = (strategy: Strategy, options: Partial<BacktestOptions> = {}) =>
  backtest(strategy, { bars, ...options }).resultHash;

test("a kept built-in strategy runs in its notebook to the bits of its own backtest, costs and size with it", async () => {
  const params = { fast: 7, slow: 31 };
  const found = await resultOf({
    strategy: { kind: "built-in", name: "ema-crossover" },
    params,
    options: {
      capital: 50_000,
      fees: { kind: "ibkr-tiered", params: {} },
      sizing: { kind: "fixed-fraction", params: { fraction: 0.5 } },
    },
  });
  const own = { capital: 50_000, fees: ibkrTiered(), sizing: fixedFraction({ fraction: 0.5 }) };
  expect(found).toBe(hashOf(strategies.find("ema-crossover").strategy, { params, ...own }));
});

test("a kept strategy in code runs, whatever quotes its text has", async () => {
  const code = `const words = \`it's "quoted"\`;
const cross = defineStrategy({ name: "ema_crossover", version: "2.0.0",
  params: { fast: int(9, { min: 2, max: 50 }), slow: int(21, { min: 5, max: 200 }) },
  indicators: ({ fast, slow }) => ({ fast: ema({ lengthBars: fast }), slow: ema({ lengthBars: slow }) }),
  signal: ({ fast, slow }) => (crossesAbove(fast, slow) ? buy() : crossesBelow(fast, slow) ? exit() : hold()) });`;
  const params = { fast: 6, slow: 40 };
  const found = await resultOf({ strategy: { kind: "code", name: "cross", code }, params, options: {} });
  expect(found).toBe(hashOf(emaCross as unknown as Strategy, { params }));
});

test("a kept spec runs as its study ran it: with what was searched, and the spec's own capital", async () => {
  const searched = {
    ...spec,
    execution: { initial_capital: 20_000 },
    optimization: {
      enabled: true,
      parameters: { "components.indicators.fast.params.lengthBars": { min: 3, max: 9, step: 2 } },
    },
  };
  const params = { "components.indicators.fast.params.lengthBars": 7 };
  const found = await resultOf({ strategy: { kind: "spec", spec: searched }, params, options: {} });
  const parsed = parseStrategySpec(searched);
  const strategy = optimizationOf(parsed)?.strategy as Strategy;
  expect(found).toBe(hashOf(strategy, { ...runOptionsOf(parsed), params }));
  expect(found).not.toBe(hashOf(strategy, runOptionsOf(parsed) as never));
});
