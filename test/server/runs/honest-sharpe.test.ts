import { expect, test } from "vitest";
import { hashText } from "#engine/hash.ts";
import { backtest, deflatedSharpe, syntheticMarket } from "#engine/index.ts";
import { sharpeSample } from "#engine/attribution/sharpe-sample.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { binNotebook } from "#server/notebooks/bin-notebook.ts";
import { removeNotebook } from "#server/notebooks/remove-notebook.ts";
import { duplicateNotebook } from "#server/notebooks/duplicate-notebook.ts";
import { listRuns } from "#server/runs/list-runs.ts";
import { recordRun } from "#server/runs/record-run.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const bars = syntheticMarket({ kind: "trending", bars: 500, seed: 4 });
const results = [3, 5, 8, 13].map((fast) => backtest(emaCross, { bars, params: { fast } }));

test("a run's Sharpe ratio is deflated by all that was tried in its notebook and the forks of it", async () => {
  const { id } = await createNotebook(db, { source: "x" });
  const fork = await duplicateNotebook(db, { id });
  for (const [at, { manifest, resultHash, statistics }] of results.entries()) {
    const notebookId = at < 2 ? id : fork.id;
    await recordRun(db, { manifest, resultHash, statistics, trades: [], notebookId });
    // The same set once more, as on another day, is no new trial.
    await recordRun(db, { manifest, resultHash: hashText(`${at}`), statistics, trades: [], notebookId });
  }
  const yearly = results.map(({ statistics }) => statistics["sharpe"] ?? NaN);
  const mean = yearly.reduce((sum, value) => sum + value, 0) / 4;
  const variance = yearly.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3;
  const [listed] = (await listRuns(db, { limit: 50 })).filter(
    ({ resultHash }) => resultHash === results[0]?.resultHash,
  );
  const equity = results[0]?.equity ?? new Float64Array();
  const returns = equity.slice(1).map((value, row) => value / (equity[row] ?? NaN) - 1);
  // Bailey and Lopez de Prado (2014) by the engine's own function, per period; 252 daily bars a year.
  const wanted = deflatedSharpe(sharpeSample({ returns }), { count: 4, variance: variance / 252 });
  expect(listed?.trials).toBe(4);
  // The first close is a return, too, from the capital; it is not in the curve.
  expect(listed?.deflatedSharpe).toBeCloseTo(wanted, 3);
  // Who removes the fork does not get rid of what was tried.
  await binNotebook(db, { id: fork.id, binned: true });
  await removeNotebook(db, { id: fork.id });
  const left = (await listRuns(db, { limit: 50 })).filter(({ notebookId }) => notebookId === fork.id);
  expect(left.map(({ trials }) => trials)).toEqual([4, 4, 4, 4]);
});

test("a run that was the only trial is judged as it is; one without a Sharpe ratio is not judged", async () => {
  const [one] = results;
  if (!one) throw new Error("assertion: four results");
  const { id } = await createNotebook(db, { source: "y" });
  const { manifest, resultHash, statistics } = one;
  const kept = { manifest: { ...manifest, hash: hashText("alone") }, resultHash, trades: [], notebookId: id };
  await recordRun(db, { ...kept, statistics });
  await recordRun(db, { ...kept, resultHash: hashText("none"), statistics: { sharpe: null } });
  const [none, alone] = await listRuns(db, { limit: 2 });
  expect(none?.deflatedSharpe).toBeNull();
  expect(alone?.deflatedSharpe).toBeCloseTo(statistics["probabilisticSharpe"] ?? NaN, 6);
});
