import { z } from "zod";
import { inputValue } from "#engine/notebook/input-value.ts";
import type { Trade } from "#engine/result.ts";
import type { StoredTrade } from "#prisma/client/client.ts";
import type { Database } from "#server/db.ts";
import { type RecordRunInput, recordRunInput, runCurve } from "#server/runs/record-run.ts";
import { unknownRun } from "#server/runs/unknown-run.ts";
import { versionOf } from "#server/strategies/register-version.ts";

/** A saved run as a file: what it was recorded with, but for its report, and what was said of it since. */
export const exportedRun = recordRunInput.omit({ report: true }).extend({
  createdAt: z.iso.datetime(),
  lineage: z.string().max(100).default("").describe("what its trials are counted under"),
  note: z.string().max(2000),
});
/** See {@link exportedRun}. */
export type ExportedRun = z.infer<typeof exportedRun>;

const statistics = z.record(z.string(), z.number().nullable());

/**
 * Reads a run as it was recorded; null for one that was recorded without a manifest. Its trades have no places among its bars, which are not stored.
 *
 * @throws ServerError "not-found" for an unknown id.
 */
export async function readExportedRun(db: Database, id: string): Promise<ExportedRun | null> {
  const run = await db.prisma.run.findUnique({
    where: { id },
    include: { trades: { orderBy: { seq: "asc" } } },
  });
  if (!run) throw unknownRun(id);
  const made = recordRunInput.shape.manifest.safeParse(run.manifest).data;
  if (made === undefined || run.resultHash === null) return null;
  const version = await versionOf(db, run);
  return {
    ...{ manifest: made, resultHash: run.resultHash, statistics: statistics.parse(run.metrics) },
    trades: run.trades.map(tradeOf),
    inputs: z.record(z.string(), inputValue).safeParse(run.inputs).data ?? {},
    createdAt: run.createdAt.toISOString(),
    lineage: run.lineage,
    note: run.note,
    ...present({
      durationMs: run.durationMs,
      curve: runCurve.safeParse(run.curve).data,
      code: version?.source,
      cells: run.cells,
      notebookId: run.notebookId,
      notebookRevision: run.notebookRevision,
      cellId: run.cellId,
    }),
  };
}

/** The values that are there. */
function present<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const there = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(there) as { [K in keyof T]?: NonNullable<T[K]> };
}

function tradeOf(row: StoredTrade): Trade {
  const { seq, symbol, quantity, entryPrice, exitPrice, pnl, returnPct, fees, slippage, mfe, mae } = row;
  const exitTime = row.exitTime?.getTime() ?? null;
  return {
    ...{ id: seq, symbol, side: row.side === "short" ? "short" : "long", quantity },
    ...{ entryBar: 0, entryTime: row.entryTime.getTime(), entryPrice },
    ...{ exitBar: exitTime === null ? null : 0, exitTime, exitPrice },
    ...{ pnl, returnPct, fees, slippage, mfe, mae, bars: row.holdBars },
    ...{ entryReason: row.entryReason, exitReason: row.exitReason },
    decisions: recordRunInput.shape.trades.element.shape.decisions.safeParse(row.decisions).data ?? [],
  };
}

/** The run as it is recorded anew. */
export function recordOf(run: ExportedRun, report: Uint8Array | undefined): RecordRunInput {
  const record: RecordRunInput = recordRunInput.omit({ report: true }).parse(run);
  return report === undefined ? record : { ...record, report: Buffer.from(report).toString("base64") };
}
