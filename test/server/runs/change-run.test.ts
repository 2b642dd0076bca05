import { expect, test } from "vitest";
import { hashText } from "#engine/hash.ts";
import { changeRun } from "#server/runs/change-run.ts";
import { getRun } from "#server/runs/get-run.ts";
import { listRuns } from "#server/runs/list-runs.ts";
import { recordRun, recordRunInput } from "#server/runs/record-run.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();

const hash = hashText("run");
const series = {
  symbol: "SP500",
  timeframe: "1d",
  bars: 2,
  firstOpenTime: 0,
  lastCloseTime: 86_400_000,
  hash,
};
const input = recordRunInput.parse({
  manifest: {
    ...{ version: 1, engineVersion: "0.1.0", strategy: { name: "kept", version: "1.0.0" }, codeHash: hash },
    ...{
      params: { fast: 9 },
      settings: { capital: 10_000 },
      settingsHash: hash,
      data: [series],
      dataHash: hash,
    },
    ...{ seed: 0, hash },
  },
  resultHash: hash,
  statistics: { sharpe: 1 },
  trades: [],
  curve: { time: [1, 2], equity: [10_000, 10_100] },
});

test("a removed run is out of the list, taken back it is in again, and its note and curve stay", async () => {
  const { id } = await recordRun(db, input);
  await changeRun(db, { id, note: "first try" });
  const ids = async () => (await listRuns(db, { limit: 10 })).map((run) => run.id);
  await changeRun(db, { id, removed: true });
  expect(await ids()).toEqual([]);
  await changeRun(db, { id, removed: false });
  expect(await listRuns(db, { limit: 10 })).toMatchObject([
    { id, note: "first try", symbols: ["SP500"], timeframe: "1d", params: { fast: 9 }, startTime: 0 },
  ]);
  expect((await getRun(db, { id })).curve).toEqual(input.curve);
});

test("recording a removed run again brings it back", async () => {
  const { id } = await recordRun(db, input);
  await changeRun(db, { id, removed: true });
  expect(await recordRun(db, input)).toEqual({ id, known: true });
  expect(await listRuns(db, { limit: 10 })).toHaveLength(1);
});

test("an unknown run cannot be changed", async () => {
  await expect(changeRun(db, { id: "01900000-0000-7000-8000-000000000000", note: "" })).rejects.toThrow(
    "unknown run",
  );
});
