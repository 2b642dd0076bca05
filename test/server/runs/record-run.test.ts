import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { hashText } from "#engine/hash.ts";
import type { Trade } from "#engine/result.ts";
import { getRun } from "#server/runs/get-run.ts";
import { listRuns } from "#server/runs/list-runs.ts";
import { recordRun } from "#server/runs/record-run.ts";
import type { RecordRunInput } from "#server/runs/record-run.ts";
import { getReport } from "#server/runs/run-report.ts";
import { openCopy } from "../open-copy.ts";

const db = await openCopy();

function runOf(name: string, trades: Trade[] = []): RecordRunInput {
  const hash = hashText(name);
  const series = {
    symbol: "SP500",
    timeframe: "1d",
    bars: 2,
    firstOpenTime: 0,
    lastCloseTime: 86_400_000,
    hash,
  };
  const manifest = {
    version: 1,
    engineVersion: "0.1.0",
    strategy: { name, version: "1.0.0" },
    codeHash: hash,
    params: { fast: 9 },
    settings: { capital: 10_000 },
    settingsHash: hash,
    data: [series],
    dataHash: hash,
    seed: 0,
    hash,
  } as const;
  return {
    manifest: { ...manifest, data: [series] },
    resultHash: hash,
    statistics: { sharpe: 1.25, sortino: null },
    trades,
    notebookId: "first-backtest",
    cellId: "run",
  };
}

function tradeOf(id: number, exitTime: number | null): Trade {
  return {
    id,
    symbol: "SP500",
    side: "long",
    quantity: 1,
    entryBar: 0,
    entryTime: 1_000,
    entryPrice: 0.1 + 0.2,
    exitBar: exitTime === null ? null : 1,
    exitTime,
    exitPrice: exitTime === null ? null : 11,
    pnl: 1,
    returnPct: 10,
    fees: 0.35,
    slippage: 0,
    mfe: 2,
    mae: 1,
    bars: 1,
    entryReason: "crossed, 'quoted' \\ {braces}",
    exitReason: "NULL",
    decisions: [{ rule: "max-position", action: "pass", before: 1, after: 1, reason: 'within "limit"' }],
  };
}

describe("recordRun", () => {
  test("keeps the cells that a run needs, once: a later word about the same run changes nothing, and completes an older one", async () => {
    const input = runOf("with cells");
    const { id } = await recordRun(db, input);
    expect((await getRun(db, { id })).cells).toBeNull();
    await recordRun(db, { ...input, cells: "mine" });
    await recordRun(db, { ...input, cells: "of somebody else" });
    expect((await getRun(db, { id })).cells).toBe("mine");
  });

  test("keeps manifest, statistics and trades as they were", async () => {
    const trades = [tradeOf(0, 2_000), tradeOf(1, null)];
    const input = runOf("kept", trades);
    const { id, known } = await recordRun(db, input);
    expect(known).toBe(false);
    const stored = await getRun(db, { id });
    expect(stored.manifest).toEqual(input.manifest);
    expect(stored.statistics).toEqual(input.statistics);
    expect(
      stored.trades.map(({ entryPrice, exitTime, exitReason }) => ({ entryPrice, exitTime, exitReason })),
    ).toEqual(trades.map(({ entryPrice, exitTime, exitReason }) => ({ entryPrice, exitTime, exitReason })));
    const row = await db.prisma.storedTrade.findFirstOrThrow({ where: { runId: id, seq: 0 } });
    expect([row.entryReason, row.decisions]).toEqual([trades[0]?.entryReason, trades[0]?.decisions]);
  });

  test("is one run, one set of trades and one trial however often it is recorded", async () => {
    const input = runOf("twice", [tradeOf(0, 2_000)]);
    const ends = await Promise.all([recordRun(db, input), recordRun(db, input), recordRun(db, input)]);
    expect(new Set(ends.map((end) => end.id)).size).toBe(1);
    expect(ends.filter((end) => !end.known)).toHaveLength(1);
    expect(await db.prisma.trialLedger.count({ where: { strategyName: "twice" } })).toBe(1);
  });

  test("keeps a report beside the run, the newest of them, and goes without one", async () => {
    const input = runOf("reported");
    const report = (text: string) => gzipSync(text).toString("base64");
    const { id } = await recordRun(db, input);
    expect(await getReport(db, { id })).toBeNull();
    await recordRun(db, { ...input, report: report("unaudited") });
    await recordRun(db, { ...input, report: report("audited") });
    await recordRun(db, input);
    expect(await getReport(db, { id })).toEqual({ body: report("audited") });
  });

  test("refuses a report that is not gzip, and stores nothing of its run", async () => {
    const input = { ...runOf("broken"), report: Buffer.from("{}").toString("base64") };
    await expect(recordRun(db, input)).rejects.toThrow("report is not gzip; compress it");
    expect(await db.prisma.run.count({ where: { strategyName: "broken" } })).toBe(0);
  });

  test("stores ten thousand trades in batches", async () => {
    const trades = Array.from({ length: 10_000 }, (_, id) => tradeOf(id, 2_000 + id));
    const { id } = await recordRun(db, runOf("many", trades));
    expect(await db.prisma.storedTrade.count({ where: { runId: id } })).toBe(10_000);
  });

  test("lists newest first, by notebook", async () => {
    const { id } = await recordRun(db, { ...runOf("elsewhere"), notebookId: "other" });
    expect((await listRuns(db, { notebookId: "other", limit: 10 })).map((run) => run.id)).toEqual([id]);
    expect((await listRuns(db, { limit: 1 }))[0]?.id).toBe(id);
  });
});
