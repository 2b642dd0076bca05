import { describe, expect, test } from "vitest";
import { backtest, syntheticMarket } from "#engine/index.ts";
import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import { outputsHash, sealOf } from "#engine/notebook/seal.ts";
import { printSnapshot, readSnapshot, sourceHash } from "#engine/notebook/snapshot.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const cell = (id: string) => ({ id, kind: "ts" as const, source: `show("${id}")` });
const page = { title: "", cells: ["a", "b", "c"].map(cell) };
const result = backtest(emaCross, { bars: syntheticMarket({ kind: "trending", bars: 200, seed: 4 }) });
const text = (shown: string): CellOutput => ({ type: "text", text: shown });
const run: CellOutput = { type: "backtest", result };

const stateOf = (cellId: string, outputs: CellOutput[], rest: Partial<CellState> = {}): CellState => ({
  ...{ cellId, status: "fresh", version: 1, defines: [], reads: [], outputs, logs: [] },
  ...rest,
});
const shown = [stateOf("a", [text("one")]), stateOf("b", [run]), stateOf("c", [text("three"), run])];
const keptOf = (states: readonly CellState[]) =>
  readSnapshot(
    printSnapshot(
      states.map((state) => ({ sourceHash: sourceHash(cell(state.cellId)), ranAt: 1, state })),
      "prices",
    ),
  );
const kept = keptOf(shown);
const ran = (states: readonly CellState[]) => new Map(states.map((state) => [state.cellId, state]));

describe("a seal", () => {
  test("holds where every cell shows the same, and names a backtest by its result's hash", () => {
    const { cells, first, left } = sealOf(page, kept, ran(shown));
    expect([first, left, cells.map(({ cellId }) => cellId).join("")]).toEqual([null, [], "abc"]);
    expect(cells[1]?.kept).toBe(result.resultHash);
  });

  test("does not look at verdicts, code, quality and logs, which come later or elsewhere", () => {
    const later = { ...result, audit: { verdict: "causal" as const, cuts: 3 }, code: "text" };
    const states = [shown[0], stateOf("b", [{ type: "backtest", result: later }]), shown[2]];
    expect(sealOf(page, kept, ran(states.flatMap((state) => state ?? []))).first).toBeNull();
  });

  test("names the first cell in page order that shows something else, or nothing", () => {
    const other = { ...result, resultHash: "0".repeat(64) };
    const failed = stateOf("c", [], {
      status: "error",
      error: { code: "not-found", message: "no such symbol", frames: [] },
    });
    const found = sealOf(
      page,
      kept,
      ran([failed, stateOf("b", [{ type: "backtest", result: other }]), ...shown.slice(0, 1)]),
    );
    expect(found.first).toMatchObject({ cellId: "b", kept: result.resultHash, ran: other.resultHash });
    expect(found.cells[2]).toMatchObject({ same: false, ran: null, why: "it failed: no such symbol" });
    expect(sealOf(page, kept, new Map()).first?.why).toBe("it was not run");
  });

  test("leaves out what a check does not run, and says so", () => {
    const waits = stateOf("c", [], {
      status: "idle",
      reason: "waits for b, which is run by its own button only",
    });
    const found = sealOf(
      page,
      kept,
      ran([...shown.slice(0, 1), stateOf("b", [], { status: "idle" }), waits]),
    );
    expect(found).toMatchObject({
      first: null,
      cells: [{ cellId: "a" }],
      left: [
        { cellId: "b", why: "it is run by its own button only" },
        { cellId: "c", why: "waits for b, which is run by its own button only" },
      ],
    });
  });

  test("leaves out what was edited since, and what only a reader moves", () => {
    const edited = { ...page, cells: [{ ...cell("a"), source: "other" }, cell("b"), cell("c")] };
    const { cells, left } = sealOf(edited, kept, ran(shown));
    expect([cells.length, left]).toEqual([
      2,
      [{ cellId: "a", why: "it was edited after its result was kept" }],
    ]);
    const study: CellOutput = { type: "study", id: "00000000-0000-4000-8000-000000000000" };
    expect(sealOf(page, keptOf([stateOf("a", [study])]), new Map()).cells).toEqual([]);
  });

  test("tells outputs apart by content and order", () => {
    const hashes = [[text("a")], [text("b")], [text("a"), text("b")], [text("b"), text("a")]].map(
      outputsHash,
    );
    expect(new Set(hashes).size).toBe(4);
  });
});
