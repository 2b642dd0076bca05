import { expect, test } from "vitest";
import { keptPrices } from "#app/_reproduce/kept-prices.ts";
import { judge, whyNot } from "#app/_reproduce/rerun.ts";
import { backtest, syntheticMarket } from "#engine/index.ts";
import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { CellState } from "#engine/notebook/output.ts";
import type { BacktestResult } from "#engine/result.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const bars = syntheticMarket({ kind: "trending", bars: 200, seed: 4 });
const saved = backtest(emaCross, { bars, capital: 10_000 });
const run = { strategyName: saved.manifest.strategy.name, resultHash: saved.resultHash };
const stateOf = (...results: BacktestResult[]): CellState => ({
  ...{ cellId: "run", status: "fresh", version: 1, defines: [], reads: [] },
  outputs: results.map((result) => ({ type: "backtest", result })),
});

test("equal manifest and equal result are bit for bit the same, among whatever else the notebook shows", () => {
  const other = backtest(emaCross, { bars, capital: 20_000 });
  const again = backtest(emaCross, { bars, capital: 10_000 });
  expect(judge(run, saved.manifest, [stateOf(other), stateOf(other, again)])).toMatchObject({
    same: true,
    resultHash: saved.resultHash,
    differences: [],
  });
});

test("an equal manifest with another result is a failure, however alike", () => {
  const broken = { ...saved, resultHash: "0".repeat(64) };
  expect(judge(run, saved.manifest, [stateOf(broken)])).toMatchObject({
    same: false,
    words: "The same went in, and other numbers came out",
  });
});

test("where something else went in, it says what", () => {
  const other = backtest(emaCross, { bars, capital: 20_000 });
  const { same, words, differences } = judge(run, saved.manifest, [stateOf(other)]);
  expect([same, words]).toEqual([false, "Something else went into it: capital"]);
  expect(differences).toEqual([{ name: "capital", values: ["10000", "20000"] }]);
});

test("a notebook that fails says which cell and why", () => {
  const failed: CellState = {
    ...{ cellId: "prices", status: "error", version: 1, defines: [], reads: [] },
    error: { code: "not-found", message: "no series of XYZ", frames: [] },
  };
  expect(judge(run, saved.manifest, [failed]).words).toBe(
    "It cannot be repeated: cell prices failed: no series of XYZ",
  );
});

test("prices are asked for by the manifest's hash first, and as they are now where that version is gone", async () => {
  const [data] = saved.manifest.data;
  const stored = { ...saved.manifest, data: data ? [{ ...data, symbol: "AAPL", synthetic: false }] : [] };
  const asked: (string | undefined)[] = [];
  const load = keptPrices([stored], (request: BarsRequest) => {
    asked.push(request.hash);
    return request.hash === undefined
      ? Promise.resolve(new Uint8Array(1))
      : Promise.reject(new Error("gone"));
  });
  expect((await load({ symbol: "AAPL", timeframe: "1d" })).length).toBe(1);
  await load({ symbol: "MSFT", timeframe: "1d" });
  expect(asked).toEqual([data?.hash, undefined, undefined]);
});

test("cells that were kept are enough to run it again; without them it takes its notebook", () => {
  const { manifest, resultHash } = saved;
  const nowhere = { manifest, resultHash, notebookId: null, notebookRevision: null };
  expect(whyNot({ ...nowhere, cells: "// --- notebook" })).toBeNull();
  expect(whyNot({ ...nowhere, cells: null })).toContain("its cells were not kept");
  expect(whyNot({ ...nowhere, cells: null, notebookId: "n", notebookRevision: "r" })).toBeNull();
  expect(whyNot({ ...nowhere, cells: "x", manifest: null })).toContain("without a manifest");
});
