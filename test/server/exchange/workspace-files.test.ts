import { expect, test } from "vitest";
import { backtest, syntheticMarket } from "#engine/index.ts";
import { csvOf } from "#server/exchange/csv-text.ts";
import { exportWorkspace, importWorkspace } from "#server/exchange/workspace-files.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { listNotebooks } from "#server/notebooks/list-notebooks.ts";
import { recordRun } from "#server/runs/record-run.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";
import { openCopy } from "../open-copy.ts";

const here = await openCopy();
const there = await openCopy();
const result = backtest(emaCross, { bars: syntheticMarket({ kind: "trending", bars: 200, seed: 4 }) });

test("a workspace is files that another database makes the same notebooks of, once", async () => {
  const source = '// --- notebook\n// title: "Trend"\n// ---\n\n// %% [ts] id="a"\n1 // é🜚\n';
  await createNotebook(here, { id: "trend", source });
  await createNotebook(here, { id: "other", source: "2" });
  const { manifest, resultHash, statistics, trades } = result;
  const curve = { time: [0, 1], equity: [100, 101] };
  const { id } = await recordRun(here, {
    manifest,
    resultHash,
    statistics,
    trades,
    curve,
    notebookId: "trend",
  });
  const files = new Map<string, string>();
  for await (const { path, text } of exportWorkspace(here)) files.set(path, text);
  expect([...files.keys()]).toEqual([
    "notebooks/other.nb.ts",
    "notebooks/trend.nb.ts",
    ...["manifest.json", "equity.csv", "trades.csv"].map((name) => `runs/${id}/${name}`),
    "runs.csv",
    "lookback.json",
  ]);
  expect(JSON.parse(files.get(`runs/${id}/manifest.json`) ?? "")).toEqual(
    JSON.parse(JSON.stringify({ ...manifest, resultHash })),
  );
  expect(files.get(`runs/${id}/trades.csv`)?.trim().split("\r\n")).toHaveLength(trades.length + 1);
  const read = (path: string) => Promise.resolve(files.get(path) ?? "");
  await createNotebook(there, { id: "other", source: "something else" });
  expect(await importWorkspace(there, read)).toEqual({ made: 2, there: 0, missing: [] });
  expect(await importWorkspace(there, read)).toEqual({ made: 0, there: 2, missing: [] });
  expect((await getNotebook(there, { id: "trend" })).source).toBe(source);
  expect((await getNotebook(there, { id: "other" })).source).toBe("something else");
  expect(await listNotebooks(there)).toHaveLength(3);
});

test("an index that is none is refused", async () => {
  await expect(importWorkspace(there, () => Promise.resolve('{"lookback":2}'))).rejects.toThrow();
});

test("CSV keeps quotes, lines and missing values, and hands no formula to a spreadsheet", () => {
  const rows = [
    { a: 'say "hi"', b: -1.5, c: null },
    { a: "=HYPERLINK(1)", d: "x\ny" },
  ];
  expect(csvOf(rows)).toBe('a,b,c,d\r\n"say ""hi""",-1.5,,\r\n\'=HYPERLINK(1),,,"x\ny"\r\n');
});
