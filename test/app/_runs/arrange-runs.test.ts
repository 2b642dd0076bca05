import { expect, test } from "vitest";
import { arrangeRuns } from "#app/_runs/arrange-runs.ts";
import { compareManifests } from "#app/_runs/compare-manifests.ts";
import type { ListedRun } from "#app/_runs/run-names.ts";
import { backtest, syntheticMarket } from "#engine/index.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const runOf = (id: string, deflatedSharpe: number | null, sharpe: number): ListedRun => ({
  ...{ id, strategyName: `cross ${id}`, strategyVersion: "1.0.0", createdAt: "", tradesCount: 1, note: "" },
  ...{ notebookId: null, notebookRevision: null, resultHash: null, params: { fast: 5 }, symbols: ["SP500"] },
  ...{ symbolCount: 1, timeframe: "1d", startTime: null, endTime: null, trials: 3, deflatedSharpe },
  ...{ codeHash: "", rerunHash: null, rerunAt: null },
  statistics: { sharpe },
});
const runs = [runOf("a", 0.4, 3), runOf("b", null, 9), runOf("c", 0.9, 1)];
const ids = (found: readonly ListedRun[]) => found.map(({ id }) => id).join("");

test("the honest order is by what luck leaves, not by the Sharpe ratio", () => {
  expect(ids(arrangeRuns(runs, { words: "", order: "deflated" }))).toBe("cab");
  expect(ids(arrangeRuns(runs, { words: "", order: "sharpe" }))).toBe("bac");
  expect(ids(arrangeRuns(runs, { words: "", order: "newest" }))).toBe("abc");
});

test("words are looked for in strategy, data and parameters", () => {
  expect(ids(arrangeRuns(runs, { words: "CROSS sp500 fast", order: "newest" }))).toBe("abc");
  expect(ids(arrangeRuns(runs, { words: "cross c", order: "newest" }))).toBe("abc");
  expect(ids(arrangeRuns(runs, { words: "aapl", order: "newest" }))).toBe("");
});

test("manifests tell in what runs differ, parameters and settings by their names", () => {
  const bars = syntheticMarket({ kind: "trending", bars: 200, seed: 4 });
  const made = [
    { fast: 5, capital: 10_000 },
    { fast: 8, capital: 20_000 },
  ].map(({ fast, capital }) => backtest(emaCross, { bars, capital, params: { fast } }).manifest);
  expect(compareManifests(made)).toEqual([
    { name: "parameter fast", values: ["5", "8"] },
    { name: "capital", values: ["10000", "20000"] },
  ]);
  expect(compareManifests([made[0] ?? null, made[0] ?? null])).toEqual([]);
  expect(compareManifests([made[0] ?? null, null]).length).toBeGreaterThan(5);
});
