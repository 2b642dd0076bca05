import { gzipSync } from "node:zlib";
import { parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { backtest, syntheticMarket } from "#engine/index.ts";
import { LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import { csvOf } from "#server/exchange/csv-text.ts";
import type { ExportedFile } from "#server/exchange/exported-file.ts";
import { exportRoute } from "#server/exchange/export-route.ts";
import { exportWorkspace } from "#server/exchange/export-workspace.ts";
import { importRoute } from "#server/exchange/import-route.ts";
import { importWorkspace } from "#server/exchange/import-workspace.ts";
import { openZip } from "#server/exchange/unzip.ts";
import { zipOf } from "#server/exchange/zip-file.ts";
import { createNotebook } from "#server/notebooks/create-notebook.ts";
import { duplicateNotebook } from "#server/notebooks/duplicate-notebook.ts";
import { getNotebook } from "#server/notebooks/get-notebook.ts";
import { listNotebooks } from "#server/notebooks/list-notebooks.ts";
import { saveNotebook } from "#server/notebooks/save-notebook.ts";
import { getRun } from "#server/runs/get-run.ts";
import { listRuns } from "#server/runs/list-runs.ts";
import { recordRun } from "#server/runs/record-run.ts";
import { getReport } from "#server/runs/run-report.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";
import { openCopy } from "../open-copy.ts";

const here = await openCopy();
const there = await openCopy();
const { manifest, resultHash, statistics, trades } = backtest(emaCross, {
  bars: syntheticMarket({ kind: "trending", bars: 200, seed: 4 }),
});
const source = '// --- notebook\n// title: "Trend"\n// ---\n\n// %% [ts] id="a"\n1 // é🜚\n';
const report = gzipSync("a report").toString("base64");

/** A notebook of two texts, the older of which has a saved run, its copy, and another one. */
async function fillHere(): Promise<string> {
  const { revision } = await createNotebook(here, { id: "trend", source });
  await createNotebook(here, { id: "other", source: "2" });
  const { id } = await recordRun(here, {
    ...{
      manifest,
      resultHash,
      statistics,
      trades,
      report,
      code: emaCross.code(),
      inputs: { fast: 3 },
      cells: source,
    },
    ...{ curve: { time: [0, 1], equity: [100, 101] }, cellId: "a" },
    ...{ notebookId: "trend", notebookRevision: revision },
  });
  await saveNotebook(here, { id: "trend", source: `${source}2\n`, baseRevision: revision });
  await duplicateNotebook(here, { id: "trend" }, LOCAL);
  return id;
}
const runId = await fillHere();

const filesOf = async (actor: Actor = LOCAL) => {
  const files = new Map<string, Uint8Array>();
  for await (const { path, body } of exportWorkspace(here, actor))
    files.set(path, new Uint8Array(Buffer.from(body)));
  return files;
};
const text = (files: ReadonlyMap<string, Uint8Array>, path: string) =>
  Buffer.from(files.get(path) ?? "").toString();
const member: Actor = {
  ...{ kind: "person", id: "m", name: "Max", email: "max@desk.test", via: "session" },
  seat: { id: "desk", role: "member" },
};

test("a workspace is files: texts, older texts of runs, results as CSV and Parquet, trials, data by hash", async () => {
  const files = await filesOf();
  const paths = [...files.keys()].filter((path) => !/notebooks\/[0-9a-f]{8}-/.test(path));
  expect(paths.map((path) => path.replace(runId, "RUN").replace(/-[0-9a-f]{8}\./, "-HASH."))).toEqual([
    ...["notebooks/other.nb.ts", "notebooks/trend.nb.ts", "notebooks/trend/1-HASH.nb.ts"],
    ...["report.json.gz", "run.json", "manifest.json"].map((name) => `runs/RUN/${name}`),
    ...["equity.csv", "equity.parquet", "trades.csv", "trades.parquet"].map((name) => `runs/RUN/${name}`),
    ...["runs.csv", "runs.parquet", "ledger.json", "lookback.json"],
  ]);
  expect(JSON.parse(text(files, `runs/${runId}/manifest.json`))).toEqual(
    JSON.parse(JSON.stringify({ ...manifest, resultHash })),
  );
  expect(text(files, `runs/${runId}/trades.csv`).trim().split("\r\n")).toHaveLength(trades.length + 1);
  const body = files.get(`runs/${runId}/trades.parquet`) ?? new Uint8Array();
  const file = {
    byteLength: body.byteLength,
    slice: (from: number, to?: number) => body.slice(from, to).buffer,
  };
  const rows = await parquetReadObjects({ file });
  expect(rows.map((row): unknown[] => [row["pnl"], (row["entryTime"] as Date).getTime()])).toEqual(
    trades.map(({ pnl, entryTime }) => [pnl, entryTime]),
  );
});

test("another database makes the same of it, once: notebooks, their lines, runs with report, inputs and trials", async () => {
  const files = await filesOf();
  const read = (path: string) => Promise.resolve(files.get(path) ?? new Uint8Array());
  await createNotebook(there, { id: "other", source: "something else" });
  expect(await importWorkspace(there, read)).toEqual({ made: 3, there: 0, runs: 1, missing: [] });
  expect(await importWorkspace(there, read)).toEqual({ made: 0, there: 3, runs: 0, missing: [] });
  expect((await getNotebook(there, { id: "trend" })).source).toBe(`${source}2\n`);
  expect((await getNotebook(there, { id: "other" })).source).toBe("something else");
  expect(await listNotebooks(there)).toHaveLength(4);
  expect(await there.prisma.notebook.count({ where: { forkedFrom: "trend", lineage: "trend" } })).toBe(1);
  const [listed] = await listRuns(there, { limit: 10 });
  const [before, after] = [await getRun(here, { id: runId }), await getRun(there, { id: listed?.id ?? "" })];
  const told = (run: typeof before) => ({ ...run, id: "", strategyId: "" });
  expect(told(after)).toEqual(told(before));
  expect(await getReport(there, { id: after.id })).toEqual({ body: report });
  const then = await getNotebook(there, { id: "trend", revision: after.notebookRevision ?? "" });
  expect(then.source).toBe(source);
});

test("an export holds what its asker sees, an import belongs to who makes it", async () => {
  const zip = await bytesOf(exportWorkspace(here));
  const read = openZip(zip);
  await importWorkspace(there, (path) => Promise.resolve(read(path)), member);
  expect(await there.prisma.notebook.count({ where: { ownerId: "m", workspaceId: "desk" } })).toBe(3);
  expect(await there.prisma.run.count({ where: { ownerId: "m", workspaceId: "desk" } })).toBe(1);
  expect([...(await filesOf(member)).keys()]).toEqual(["lookback.json"]);
});

test("the app gives a ZIP file and takes it back; anything else is refused in words", async () => {
  const url = "http://localhost:3000/api/workspace";
  const answer = await exportRoute(new Request(url), () => here);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="lookback-[\d-]+\.zip"$/);
  const post = async (body: BodyInit) => importRoute(new Request(url, { method: "POST", body }), () => there);
  expect(await (await post(await answer.arrayBuffer())).json()).toMatchObject({ made: 0, there: 3 });
  const refused = await post("not a zip");
  expect([refused.status, ((await refused.json()) as { message: string }).message]).toEqual([
    400,
    "not a ZIP file, or a damaged one; choose a file that Lookback exported",
  ]);
});

test("a file unpacks to no more than it says, and all of them to no more than the bound", async () => {
  const files = [{ path: "zeros", body: new Uint8Array(100_000) }];
  const zip = await bytesOf(asyncOf(files));
  expect(openZip(zip)("zeros")).toHaveLength(100_000);
  expect(() => openZip(zip, 1_000)).toThrow("unpacks to more than is taken at once");
  const lying = Buffer.from(zip);
  lying.writeUInt32LE(10, lying.readUInt32LE(lying.length - 6) + 24);
  expect(openZip(lying)("zeros").length).toBeLessThanOrEqual(10);
  expect(() => openZip(zip)("../etc/passwd")).toThrow("no ../etc/passwd in this file");
});

test("an index or a run that is none is refused by its file's name", async () => {
  const of = (files: Record<string, string>) => (path: string) =>
    Promise.resolve(Buffer.from(files[path] ?? ""));
  await expect(importWorkspace(there, of({ "lookback.json": '{"lookback":2}' }))).rejects.toThrow(
    "file lookback.json is not of a Lookback export at lookback",
  );
  const index = { lookback: 1, engine: "1", notebooks: [], runs: [{ path: "runs/x.json" }], data: [] };
  const broken = { "lookback.json": JSON.stringify(index), "runs/x.json": "{" };
  await expect(importWorkspace(there, of(broken))).rejects.toThrow(
    "file runs/x.json is not of a Lookback export",
  );
});

async function bytesOf(files: AsyncIterable<ExportedFile>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of zipOf(files)) parts.push(part);
  return Buffer.concat(parts);
}

async function* asyncOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

test("CSV keeps quotes, lines and missing values, and hands no formula to a spreadsheet", () => {
  const rows = [
    { a: 'say "hi"', b: -1.5, c: null },
    { a: "=HYPERLINK(1)", d: "x\ny" },
  ];
  expect(csvOf(rows)).toBe('a,b,c,d\r\n"say ""hi""",-1.5,,\r\n\'=HYPERLINK(1),,,"x\ny"\r\n');
});
