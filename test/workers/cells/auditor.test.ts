import { beforeAll, describe, expect, test } from "vitest";
import { syntheticMarket } from "#engine/index.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import type { AuditVerdict } from "#engine/result.ts";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import { Auditor } from "#workers/cells/auditor.ts";
import type { AuditedNotebook } from "#workers/cells/audit-run.ts";
import { openCellSession } from "#workers/cells/session.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";

const market = syntheticMarket({ kind: "volatile", bars: 400, seed: 4, symbol: "WILD" });
const dataset = {
  symbol: "WILD",
  name: "wild",
  timeframe: "1d" as const,
  bars: 400,
  from: market.openTime[0] ?? 0,
  to: market.closeTime[399] ?? 0,
  source: "test",
  synthetic: true,
};
const CELLS: readonly NotebookCell[] = [
  { id: "prices", kind: "ts", source: `export const prices = await bars("WILD")` },
  {
    id: "result",
    kind: "ts",
    source: `backtest(defineStrategy({ name: "s", version: "1.0.0",
  signal: ({ close }) => (close.now > close.ago(5) ? buy() : exit()) }), { bars: prices })`,
  },
  { id: "other", kind: "ts", source: "export const other = 1" },
];

/** A session and its auditor, joined as the cells' worker joins them. */
function openAudited(warehouse: Warehouse, unaskedMs: number, isStopAsked = () => false) {
  const shares: (number | undefined)[] = [];
  const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
  const waiting: { wanted(state: CellState): boolean; resolve(state: CellState): void }[] = [];
  const emit = (state: CellState) => {
    auditor.saw(state);
    for (const each of waiting) if (each.wanted(state)) each.resolve(state);
  };
  const options = {
    prices: { loadBars: async () => barsToIpc(market), listDatasets: async () => [dataset] },
    breathe,
  };
  const session = openCellSession({ ...options, warehouse, emit, settled: () => auditor.settled() });
  let cells = CELLS;
  const looks: (() => void)[] = [];
  /** The auditor has come to look what there is to judge. */
  const looked = () => new Promise<void>((resolve) => looks.push(resolve));
  const edit = (next: readonly NotebookCell[], runs = true): void => {
    cells = next;
    session.setCells(next, runs);
  };
  const notebook: AuditedNotebook = {
    warehouse,
    open: (data, settled) => openCellSession({ ...options, ...data, emit: () => undefined, settled }),
    cells: () => cells,
    states: () => {
      for (const resolve of looks.splice(0)) resolve();
      return session.states();
    },
    inputs: () => new Map(),
  };
  const auditor = new Auditor(
    notebook,
    {
      amend: (cellId, version, outputs) => session.amend(cellId, version, outputs),
      tell: ({ audit }) => void shares.push(audit),
      run: (cellId) => session.run([cellId]),
      breathe,
      isStopAsked,
    },
    unaskedMs,
  );
  const until = (wanted: (state: CellState) => boolean) =>
    new Promise<CellState>((resolve) => waiting.push({ wanted, resolve }));
  return { session, auditor, shares, until, edit, looked };
}

const auditOf = ({ outputs = [] }: CellState): AuditVerdict | undefined =>
  outputs.flatMap((output) => (output.type === "backtest" ? [output.result.audit] : []))[0];
const isAudited = (state: CellState): boolean => auditOf(state) !== undefined;

describe("an auditor", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openNodeWarehouse();
  });

  test("gives its verdict once nothing moves, the cells' own with it", async () => {
    const { session, until } = openAudited(warehouse, 30_000);
    session.setCells(CELLS, true);
    expect(auditOf(await until(isAudited))).toMatchObject({
      verdict: "causal",
      cells: { outcome: "causal" },
    });
  });

  test("leaves what takes too long until somebody asks, and then tells how far it is", async () => {
    const { session, auditor, shares, until } = openAudited(warehouse, 0);
    const amended = until(({ cellId, version, outputs }) => cellId === "result" && version > 0 && !!outputs);
    session.setCells(CELLS, true);
    expect(auditOf(await amended)).toBeUndefined();
    auditor.ask("result");
    expect(auditOf(await until(isAudited))).toMatchObject({ cells: { outcome: "causal", replays: 9 } });
    const told = shares.map((share) => share ?? NaN);
    expect(told.length).toBeGreaterThan(64);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test("goes on with what was asked for while another cell is edited, and runs a cell that has not run", async () => {
    const { session, auditor, until } = openAudited(warehouse, 0);
    session.setCells(CELLS, false);
    auditor.ask("result");
    await until(({ cellId, status }) => cellId === "result" && status === "fresh");
    const verdict = until(isAudited);
    auditor.pause();
    session.setCells(
      [...CELLS.slice(0, 2), { id: "other", kind: "ts", source: "export const other = 2" }],
      true,
    );
    expect(auditOf(await verdict)?.cells?.outcome).toBe("causal");
  });

  test("judges nothing while an edit has broken what the cell reads, and judges it once that is taken back", async () => {
    const { session, until, edit, looked } = openAudited(warehouse, 30_000);
    const isResult = (status: string) => (state: CellState) =>
      state.cellId === "result" && state.status === status;
    const ran = until(isResult("fresh"));
    edit(CELLS);
    await ran;
    const broken = until(isResult("stale"));
    edit(
      [{ id: "prices", kind: "ts", source: "export const prices = await bars(" }, ...CELLS.slice(1)],
      false,
    );
    await broken;
    await looked();
    expect(session.states().some(isAudited)).toBe(false);
    const verdict = until(isAudited);
    edit(CELLS, false);
    expect(auditOf(await verdict)?.cells?.outcome).toBe("causal");
  });

  test("is ended by a Stop in the middle, and never takes what Stop broke off for a leak", async () => {
    let isStopped = false;
    const { session, auditor, shares, until } = openAudited(warehouse, 30_000, () => isStopped);
    const begun = until(({ cellId, status }) => cellId === "result" && status === "fresh");
    session.setCells(CELLS, true);
    await begun;
    isStopped = true;
    auditor.ask("result");
    await expect.poll(() => shares.slice(-2)).toEqual([0, undefined]);
    auditor.stop();
    expect(session.states().some(isAudited)).toBe(false);
  });
});
