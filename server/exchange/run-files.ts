import type { Actor } from "#server/access/actor.ts";
import { libraryOf } from "#server/access/scope.ts";
import type { Database } from "#server/db.ts";
import { csvOf } from "./csv-text.ts";
import { type ExportedFile, jsonText } from "./exported-file.ts";
import { parquetOfRows, type ParquetValue } from "./parquet-rows.ts";
import { type ExportedRun, readExportedRun } from "./run-record.ts";
import type { WorkspaceIndex } from "./workspace-index.ts";

type Row = Readonly<Record<string, ParquetValue>>;

/**
 * Saved runs as files: `runs.csv` and `runs.parquet` with a row each, and for each all that it was recorded with (`run.json`), its manifest, its
 * report, and its account and trades as tables in both forms.
 *
 * @param index Gets an entry for each.
 */
export async function* runFiles(
  db: Database,
  actor: Actor,
  index: WorkspaceIndex["runs"],
): AsyncGenerator<ExportedFile> {
  const workspaceId = libraryOf(actor);
  const found = await db.prisma.run.findMany({
    where: { removedAt: null, ...(workspaceId === undefined ? {} : { workspaceId }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  const rows: Row[] = [];
  for (const { id } of found) {
    const run = await readExportedRun(db, id);
    if (run === null) continue;
    rows.push(rowOf(id, run));
    const folder = `runs/${id}`;
    const report = await db.prisma.runReport.findUnique({ where: { runId: id } });
    if (report) yield { path: `${folder}/report.json.gz`, body: report.body };
    index.push({ path: `${folder}/run.json`, ...(report ? { report: `${folder}/report.json.gz` } : {}) });
    yield* filesOf(folder, run);
  }
  if (rows.length > 0) yield* tableFiles("runs", rows);
}

function* filesOf(folder: string, run: ExportedRun): Generator<ExportedFile> {
  const { manifest, resultHash, curve, trades } = run;
  yield { path: `${folder}/run.json`, body: jsonText(run) };
  yield { path: `${folder}/manifest.json`, body: jsonText({ ...manifest, resultHash }) };
  if (curve) yield* tableFiles(`${folder}/equity`, accountRows(curve));
  if (trades.length > 0) yield* tableFiles(`${folder}/trades`, trades.map(tradeRow));
}

/** A table in both forms: for spreadsheets, and for programs with its types. */
function* tableFiles(name: string, rows: readonly Row[]): Generator<ExportedFile> {
  yield { path: `${name}.csv`, body: csvOf(rows.map(withTimes)) };
  yield { path: `${name}.parquet`, body: parquetOfRows(rows) };
}

const withTimes = (row: Row): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );

function rowOf(id: string, run: ExportedRun): Row {
  const { createdAt, manifest, resultHash, notebookId, note, trades, statistics } = run;
  const { name: strategyName, version: strategyVersion } = manifest.strategy;
  const of = { id, createdAt: new Date(createdAt), strategyName, strategyVersion, notebookId, note };
  return { ...of, tradesCount: trades.length, resultHash, ...statistics };
}

function accountRows({ time, equity }: NonNullable<ExportedRun["curve"]>): Row[] {
  return time.map((at, row) => ({ time: new Date(at), equity: equity[row] ?? null }));
}

function tradeRow(trade: ExportedRun["trades"][number]): Row {
  const { id, symbol, side, quantity, entryTime, entryPrice, exitTime, exitPrice, pnl, returnPct } = trade;
  const { fees, slippage, mfe, mae, bars, entryReason, exitReason } = trade;
  const exit = exitTime === null ? null : new Date(exitTime);
  return {
    ...{ trade: id, symbol, side, quantity, entryTime: new Date(entryTime), entryPrice },
    ...{ exitTime: exit, exitPrice, pnl, returnPct, fees, slippage, mfe, mae, bars, entryReason, exitReason },
  };
}
