import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Autosave } from "#app/_notebook/autosave.ts";
import { CellStates } from "#app/_notebook/cell-states.ts";
import { NotebookStore } from "#app/_notebook/notebook-store.ts";
import { keepFindings } from "#app/_history/findings-keeper.ts";
import { backtest, syntheticMarket } from "#engine/index.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { emaCross } from "#test/arbitraries/strategies.ts";

const bars = syntheticMarket({ kind: "trending", bars: 200, seed: 4 });
const results = [5, 8].map((fast) => backtest(emaCross, { bars, params: { fast } }));
const shown = (version: number, status: CellState["status"]): CellState => {
  const result = results[version];
  const outputs = result === undefined ? [] : [{ type: "backtest" as const, result }];
  return { cellId: "a", status, version, defines: [], reads: [], outputs };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("requestAnimationFrame", (call: () => void) => setTimeout(call, 16));
  vi.stubGlobal("cancelAnimationFrame", (frame: ReturnType<typeof setTimeout>) => clearTimeout(frame));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what a saved text's backtests found is sent once it is quiet, and once only", async () => {
  const store = new NotebookStore({ title: "T", cells: [{ id: "a", kind: "ts", source: "1" }] });
  const states = new CellStates();
  let saves = 0;
  const save = () => Promise.resolve({ kind: "saved" as const, revision: `r${++saves}` });
  const autosave = new Autosave({
    revision: "r0",
    source: "",
    read: () => "",
    save,
    keepDraft: () => undefined,
  });
  const sent: string[] = [];
  const stop = keepFindings({ id: "n", store, states, autosave }, ({ revision, findings }) => {
    sent.push(`${revision} ${findings.map(({ resultHash }) => resultHash).join()}`);
    return Promise.resolve();
  });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual([]);
  states.apply(shown(0, "running"), 0);
  await vi.advanceTimersByTimeAsync(2_000);
  states.apply(shown(0, "fresh"), 0);
  await vi.advanceTimersByTimeAsync(2_000);
  states.apply(shown(0, "fresh"), 0);
  await vi.advanceTimersByTimeAsync(2_000);
  autosave.touch();
  states.apply(shown(1, "fresh"), 0);
  await vi.advanceTimersByTimeAsync(4_000);
  const [first, second] = results.map(({ resultHash }) => resultHash);
  expect(sent).toEqual([`r0 ${first}`, `r1 ${second}`]);
  stop();
  autosave.touch();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(sent).toHaveLength(2);
});
