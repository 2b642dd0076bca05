import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "#engine/notebook/base64.ts";
import type { NotebookDocument } from "#engine/notebook/document.ts";
import type { CellOutput } from "#engine/notebook/output.ts";
import { marksOf } from "#engine/notebook/price-reads.ts";
import { columnBytes, printPlain, readPlain } from "#engine/notebook/plain-json.ts";
import {
  type CellSnapshot,
  openingStates,
  printSnapshot,
  readSnapshot,
  SNAPSHOT_LIMITS,
  snapshotInputs,
  sourceHash,
} from "#engine/notebook/snapshot.ts";

const cell = (id: string, source: string) => ({ id, kind: "ts" as const, source });
const PAGE: NotebookDocument = {
  title: "",
  cells: [cell("a", "export const x = 1"), cell("b", "export const y = x"), cell("c", "y"), cell("d", "2")],
};
const text: CellOutput = { type: "text", text: "shown" };
const kept = (
  id: string,
  defines: string[],
  reads: string[],
  outputs: CellOutput[] = [text],
): CellSnapshot => ({
  sourceHash: sourceHash(PAGE.cells.find((one) => one.id === id) ?? cell(id, "")),
  ranAt: 1,
  state: { cellId: id, status: "fresh", version: 7, defines, reads, outputs, logs: [] },
});
const CELLS = [kept("a", ["x"], []), kept("b", ["y"], ["x"]), kept("c", [], ["y"]), kept("d", [], [])];
const there = (version: string, series: Readonly<Record<string, string>> = {}) => ({ version, series });
const opened = (document: NotebookDocument, data = "prices") =>
  openingStates(document, readSnapshot(printSnapshot(CELLS, "prices")), there(data)).map(({ state }) => [
    state.cellId,
    state.status,
    state.reason,
  ]);

describe("kept outputs", () => {
  test("what was kept is read back equal, typed columns and NaN bit for bit", () => {
    const value = {
      column: new Float64Array([1, NaN, -0, Infinity]),
      bytes: new Uint8Array([1, 2, 3]).subarray(1),
      numbers: [NaN, -Infinity],
      $: "a key of the format itself",
    };
    expect(readPlain(printPlain(value))).toEqual(value);
    fc.assert(
      fc.property(fc.jsonValue(), fc.uint8Array(), (json, bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(new Uint8Array(bytes));
        expect(readPlain(printPlain({ json, bytes }))).toEqual({
          json: JSON.parse(JSON.stringify(json)) as unknown,
          bytes: new Uint8Array(bytes),
        });
      }),
    );
  });

  test("a cell that read an input with another value is stale, and what reads it; values are told for the next visit", () => {
    const [a, ...rest] = CELLS;
    if (a === undefined) throw new Error("assertion: there are cells");
    const moved = { ...a, state: { ...a.state, inputs: { fast: 5, slow: null } } };
    const snapshot = readSnapshot(printSnapshot([moved, ...rest], "prices"));
    const statuses = (inputs: readonly (readonly [string, number | null])[]) =>
      openingStates(PAGE, snapshot, there("prices"), new Map(inputs)).map(
        ({ state }) => state.reason ?? state.status,
      );
    expect(statuses([["fast", 5]])).toEqual(["fresh", "fresh", "fresh", "fresh"]);
    expect(statuses([["fast", 6]])).toEqual(["input fast changed", "x changed", "y changed", "fresh"]);
    expect(statuses([])[0]).toBe("input fast changed");
    expect([...snapshotInputs(snapshot)]).toEqual([["fast", 5]]);
  });

  test("a notebook that did not change opens fresh", () => {
    expect(opened(PAGE).map(([, status]) => status)).toEqual(["fresh", "fresh", "fresh", "fresh"]);
  });

  test("an edited cell opens stale with everything below it, and nothing else", () => {
    const edited = { ...PAGE, cells: PAGE.cells.with(0, cell("a", "export const x = 2")) };
    expect(opened(edited)).toEqual([
      ["a", "stale", "its source changed"],
      ["b", "stale", "x changed"],
      ["c", "stale", "y changed"],
      ["d", "fresh", undefined],
    ]);
    expect(
      opened({ ...PAGE, cells: PAGE.cells.toReversed() }).every(([, status]) => status === "fresh"),
    ).toBe(true);
  });

  test("other prices than those that were there make everything stale that reads any", () => {
    expect(opened(PAGE, "newer prices").every(([, status]) => status === "stale")).toBe(true);
  });

  test("a cell is stale only for prices that it read or might have: its own series, any of its symbol, or the whole list", () => {
    const before = there("1", { "AAPL 1d": "a", "AAPL 1h": "b" });
    const read = (id: string, ...reads: string[]) => ({
      ...kept(id, [], []),
      prices: marksOf(reads, before),
    });
    const cells = [read("a", "AAPL 1d"), read("b", "AAPL *"), read("c", "*"), read("d")];
    const snapshot = readSnapshot(printSnapshot(cells, "1"));
    const stale = (series: Readonly<Record<string, string>>) =>
      openingStates(PAGE, snapshot, there("2", { ...before.series, ...series })).flatMap(({ state }) =>
        state.status === "stale" ? [`${state.cellId}: ${state.reason}`] : [],
      );
    const listed = "c: prices were added or changed";
    expect(stale({ "BIG 1d": "x" })).toEqual([listed]);
    expect(stale({ "AAPL 5m": "x" })).toEqual(["b: prices of AAPL were added or changed", listed]);
    expect(stale({ "AAPL 1d": "x" })).toEqual([
      ...["a", "b"].map((id) => `${id}: prices of AAPL were added or changed`),
      listed,
    ]);
    expect(openingStates(PAGE, snapshot, before).every(({ state }) => state.status === "fresh")).toBe(true);
  });

  test("an output that is too large gives way to a sentence, the others stay", () => {
    const large: CellOutput = { type: "text", text: "x".repeat(SNAPSHOT_LIMITS.outputChars) };
    const [first] = readSnapshot(printSnapshot([kept("a", [], [], [large, text])], "")).cells;
    expect(first?.state.outputs).toEqual([
      { type: "text", text: "text: too large to be kept with the notebook; run the cell to see it" },
      text,
    ]);
  });

  test("columns that are too large are told by their bytes, which no text of theirs is shorter than", () => {
    const value = { chart: [new Float64Array(999), { deep: new Uint8Array(7) }], text: "x" };
    expect(columnBytes(value)).toBe(999 * 8 + 7);
    expect(printPlain(value).length).toBeGreaterThan((columnBytes(value) * 4) / 3);
    const ipc = new Uint8Array(SNAPSHOT_LIMITS.outputChars);
    const table: CellOutput = { type: "table", rowCount: 1, ipc };
    const [first] = readSnapshot(printSnapshot([kept("a", [], [], [table, text])], "")).cells;
    expect(first?.state.outputs?.map(({ type }) => type)).toEqual(["text", "text"]);
  });

  test("where all do not fit together the largest gives way, and its cell opens to be run again", () => {
    const [small, large]: CellOutput[] = [100, 5000].map((length) => ({
      type: "text",
      text: "x".repeat(length),
    }));
    if (!small || !large) throw new Error("assertion: two outputs");
    const printed = printSnapshot(
      [kept("a", ["x"], [], [large]), kept("b", ["y"], ["x"], [small])],
      "",
      1000,
    );
    const states = openingStates(PAGE, readSnapshot(printed), there("")).map(({ state }) => state);
    expect(states.map(({ status, reason }) => [status, reason])).toEqual([
      ["stale", "an output was too large to be kept; run it to see it"],
      ["fresh", undefined],
    ]);
    expect(states[1]?.outputs).toEqual([small]);
  });

  test("a record that is kept again stays of the prices and the engine that it was computed with", () => {
    const cells = [
      { ...kept("a", [], []), data: "older" },
      { ...kept("b", [], []), engine: "0" },
      kept("d", [], []),
    ];
    const states = openingStates(PAGE, readSnapshot(printSnapshot(cells, "prices")), there("prices"));
    expect(states.map(({ state }) => state.reason)).toEqual([
      "prices were added or changed",
      "computed by engine 0",
      undefined,
    ]);
  });

  test.each(["", "{}", '{"v":1,"engine":"1","cells":[{"state":{"cellId":1}}]}'])(
    "%s is refused, not believed",
    (file) => {
      expect(() => readSnapshot(file)).toThrow("kept outputs cannot be read");
    },
  );
});
