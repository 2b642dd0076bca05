import { z } from "zod";
import { manifest } from "#engine/manifest.ts";
import type { Manifest } from "#engine/manifest.ts";
import { inputValue, type InputValue } from "#engine/notebook/input-value.ts";
import type { Database } from "#server/db.ts";
import { versionOf } from "#server/strategies/register-version.ts";
import { runCurve } from "./record-run.ts";
import type { RunCurve } from "./record-run.ts";
import type { RunSummary } from "./run-summary.ts";
import { summarise, summaryColumns } from "./run-summary.ts";
import { unknownRun } from "./unknown-run.ts";

/** Which run. */
export const getRunInput = z.object({ id: z.uuid() });

/** A run with what is needed to run it again, and its trades. */
export interface StoredRunDetails extends RunSummary {
  readonly manifest: Manifest | null;
  /** Null for a run that was recorded without it. */
  readonly curve: RunCurve | null;
  /** Values of its notebook's inputs that were moved. */
  readonly inputs: Readonly<Record<string, InputValue>>;
  /** The cells that it needs, as a notebook's text; null where they were not kept. */
  readonly cells: string | null;
  /** The strategy in the library, and its text; null for a run that was recorded without it. */
  readonly strategyId: string | null;
  readonly code: string | null;
  readonly trades: readonly StoredTradeSummary[];
}

/** A stored round trip: times in UTC ms, null while open. */
export interface StoredTradeSummary {
  readonly symbol: string;
  readonly side: string;
  readonly quantity: number;
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly exitTime: number | null;
  readonly exitPrice: number | null;
  readonly pnl: number;
  readonly fees: number;
  readonly exitReason: string;
}

const MAX_TRADES = 10_000;
const tradeColumns = {
  symbol: true,
  side: true,
  quantity: true,
  entryTime: true,
  entryPrice: true,
  exitTime: true,
  exitPrice: true,
  pnl: true,
  fees: true,
  exitReason: true,
} as const;

/**
 * Reads a run with its manifest and its first 10,000 trades, in order.
 *
 * @throws ServerError "not-found" for an unknown id.
 */
export async function getRun(db: Database, { id }: z.infer<typeof getRunInput>): Promise<StoredRunDetails> {
  const trades = { select: tradeColumns, orderBy: { seq: "asc" }, take: MAX_TRADES } as const;
  const found = await db.prisma.run.findUnique({
    where: { id },
    select: { ...summaryColumns, curve: true, inputs: true, cells: true, workspaceId: true, trades },
  });
  if (!found) throw unknownRun(id);
  const { curve, inputs, cells, workspaceId, trades: rows, ...run } = found;
  const version = await versionOf(db, { ...run, workspaceId });
  return {
    ...summarise(run),
    inputs: z.record(z.string(), inputValue).safeParse(inputs).data ?? {},
    cells,
    strategyId: version?.id ?? null,
    code: version?.source ?? null,
    manifest: run.manifest === null ? null : manifest.parse(run.manifest),
    curve: runCurve.safeParse(curve).data ?? null,
    trades: rows.map((row) => {
      return { ...row, entryTime: row.entryTime.getTime(), exitTime: row.exitTime?.getTime() ?? null };
    }),
  };
}
