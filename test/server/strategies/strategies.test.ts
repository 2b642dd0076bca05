import { expect, test } from "vitest";
import { backtest, syntheticMarket } from "#engine/index.ts";
import { LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import { changeRun } from "#server/runs/change-run.ts";
import { getRun } from "#server/runs/get-run.ts";
import { listRuns } from "#server/runs/list-runs.ts";
import { noteRerun } from "#server/runs/note-rerun.ts";
import { recordRun } from "#server/runs/record-run.ts";
import { changeStrategy } from "#server/strategies/change-strategy.ts";
import { getStrategy } from "#server/strategies/get-strategy.ts";
import { listStrategies } from "#server/strategies/list-strategies.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();
const bars = syntheticMarket({ kind: "trending", bars: 300, seed: 4 });
const inputOf = (capital: number, code = emaCross.code()) => {
  const { manifest, resultHash, statistics, trades } = backtest(emaCross, { bars, capital, code });
  return { manifest, resultHash, statistics, trades, code, notebookId: "first-backtest" };
};
const list = (workspaceId?: string) => listStrategies(db, { limit: 100 }, workspaceId);

test("each saved run registers its strategy once by name, version and code, and other code beside it", async () => {
  const first = await recordRun(db, { ...inputOf(10_000), inputs: { fast: 12 } });
  await recordRun(db, inputOf(20_000));
  await recordRun(db, inputOf(10_000, `${emaCross.code()}\n// other`));
  const found = await list();
  expect(found.map(({ runCount }) => runCount).sort()).toEqual([1, 2]);
  const run = await getRun(db, first);
  expect([run.code, run.inputs]).toEqual([emaCross.code(), { fast: 12 }]);
  expect((await getStrategy(db, { id: run.strategyId ?? "" })).source).toBe(emaCross.code());
});

test("a text that is not the manifest's is refused, and nothing of the run is stored", async () => {
  const wrong = { ...inputOf(30_000), code: "something else" };
  await expect(recordRun(db, wrong)).rejects.toThrow("code is not the manifest's");
  expect(await db.prisma.run.count({ where: { capital: 30_000 } })).toBe(0);
});

test("a text that comes later joins the version that was registered without", async () => {
  const { code, ...bare } = inputOf(40_000, `${emaCross.code()}\n// later`);
  const { id } = await recordRun(db, bare);
  expect((await getRun(db, { id })).code).toBeNull();
  await recordRun(db, { ...bare, code });
  expect((await getRun(db, { id })).code).toBe(code);
});

test("versions and their runs are ordered by what luck leaves of the Sharpe ratio, whatever that is itself", async () => {
  const values = (await list()).map(({ best }) => best?.deflatedSharpe ?? -1);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  for (const { id, best } of await list()) {
    const { runs } = await getStrategy(db, { id });
    expect(runs[0]).toEqual(best);
    const shares = runs.map(({ deflatedSharpe }) => deflatedSharpe ?? -1);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  }
});

test("a version stays when its runs are removed, and what is said of it can change", async () => {
  const { id, runs } = await getStrategy(db, { id: (await list())[0]?.id ?? "" });
  for (const run of runs) await changeRun(db, { id: run.id, removed: true });
  await changeStrategy(db, { id, changelog: "slower average" });
  expect(await getStrategy(db, { id })).toMatchObject({
    runCount: 0,
    best: null,
    changelog: "slower average",
  });
});

test("a library holds what its own workspace recorded", async () => {
  const member: Actor = {
    ...{ kind: "person", id: "m", name: "Max", email: "max@desk.test", via: "session" },
    seat: { id: "desk", role: "member" },
  };
  await recordRun(db, inputOf(50_000), member);
  expect((await list("desk")).map(({ runCount }) => runCount)).toEqual([1]);
  expect(await list("elsewhere")).toEqual([]);
});

test("running again is noted with its result, and told by the list", async () => {
  const { id } = await recordRun(db, inputOf(60_000), LOCAL);
  const { resultHash } = await getRun(db, { id });
  expect(await noteRerun(db, { id, resultHash: "0".repeat(64) }, null)).toEqual({ same: false });
  expect(await noteRerun(db, { id, resultHash: resultHash ?? "" }, null)).toEqual({ same: true });
  const listed = (await listRuns(db, { limit: 50 })).find((run) => run.id === id);
  expect([listed?.rerunHash, typeof listed?.rerunAt]).toEqual([resultHash, "string"]);
});
