import type { Database } from "#server/db.ts";
import { getRun } from "#server/runs/get-run.ts";
import type { StoredRunDetails } from "#server/runs/get-run.ts";
import { csvOf } from "./csv-text.ts";
import type { ExportedFile } from "./workspace-files.ts";

/**
 * Saved runs as files: `runs.csv` with a row each, and for each its manifest, its account and its trades.
 */
export async function* runFiles(db: Database): AsyncGenerator<ExportedFile> {
  const found = await db.prisma.run.findMany({
    where: { removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  const rows: Record<string, unknown>[] = [];
  for (const { id } of found) {
    const run = await getRun(db, { id });
    rows.push(rowOf(run));
    const { manifest, resultHash, curve, trades } = run;
    yield {
      path: `runs/${id}/manifest.json`,
      text: `${JSON.stringify({ ...manifest, resultHash }, null, 2)}\n`,
    };
    if (curve) yield { path: `runs/${id}/equity.csv`, text: csvOf(accountRows(curve)) };
    if (trades.length > 0) yield { path: `runs/${id}/trades.csv`, text: csvOf(trades.map(tradeRow)) };
  }
  if (rows.length > 0) yield { path: "runs.csv", text: csvOf(rows) };
}

function rowOf(run: StoredRunDetails): Record<string, unknown> {
  const {
    id,
    createdAt,
    strategyName,
    strategyVersion,
    notebookId,
    note,
    tradesCount,
    resultHash,
    statistics,
  } = run;
  return {
    id,
    createdAt,
    strategyName,
    strategyVersion,
    notebookId,
    note,
    tradesCount,
    resultHash,
    ...statistics,
  };
}

function accountRows({ time, equity }: { time: readonly number[]; equity: readonly number[] }) {
  return time.map((at, row) => ({ time: new Date(at).toISOString(), equity: equity[row] }));
}

function tradeRow(trade: StoredRunDetails["trades"][number]): Record<string, unknown> {
  const exitTime = trade.exitTime === null ? null : new Date(trade.exitTime).toISOString();
  return { ...trade, entryTime: new Date(trade.entryTime).toISOString(), exitTime };
}
