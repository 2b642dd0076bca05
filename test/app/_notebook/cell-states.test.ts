import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CellStates } from "#app/_notebook/cell-states.ts";
import type { CellState } from "#engine/notebook/output.ts";
import type { CellSnapshot } from "#engine/notebook/snapshot.ts";

const FRAME_MS = 16;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("requestAnimationFrame", (call: () => void) => setTimeout(call, FRAME_MS));
  vi.stubGlobal("cancelAnimationFrame", (frame: ReturnType<typeof setTimeout>) => clearTimeout(frame));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const state = (cellId: string, status: CellState["status"], text?: string): CellState => ({
  ...{ cellId, version: 1, status, defines: [], reads: [] },
  ...(text !== undefined && { outputs: [{ type: "text", text }] }),
});

function watched() {
  const states = new CellStates();
  const told: string[] = [];
  states.subscribe(() => told.push([...states.all().values()].map(({ status }) => status).join(" ")));
  return { states, told };
}

describe("what the sandbox says", () => {
  test("leaves what it does not name as it was: outputs, values, inputs, and the prices that were read", () => {
    const { states } = watched();
    const told = { values: [], inputs: { fast: 3 }, prices: ["AAPL 1d"] };
    states.apply({ ...state("a", "fresh", "1"), ...told }, 0);
    states.apply(state("a", "stale"), 1);
    expect(states.get("a")).toMatchObject({ ...told, outputs: [{ type: "text", text: "1" }] });
  });

  test("is drawn once where a run is over within a moment", () => {
    const { states, told } = watched();
    for (const status of ["queued", "running"] as const) states.apply(state("a", status), 0);
    states.apply(state("a", "fresh", "1"), 1);
    vi.advanceTimersByTime(500);
    expect(told).toEqual(["fresh"]);
  });

  test("shows a run that goes on, and a result while another cell still works", () => {
    const { states, told } = watched();
    states.apply(state("a", "running"), 0);
    vi.advanceTimersByTime(80 + FRAME_MS);
    expect(told).toEqual(["running"]);
    states.apply(state("b", "running"), 100);
    states.apply(state("a", "fresh", "1"), 100);
    vi.advanceTimersByTime(25 + FRAME_MS);
    expect(told).toEqual(["running", "fresh running"]);
  });

  test("draws what a running cell shows so far at the next frame", () => {
    const { states, told } = watched();
    states.apply(state("a", "running", "so far"), 0);
    vi.advanceTimersByTime(FRAME_MS);
    expect(told).toEqual(["running"]);
  });

  test("shows a cell that a person has run at once, and never that its new text is not run yet", () => {
    const { states, told } = watched();
    states.apply(state("a", "fresh", "1"), 0);
    vi.advanceTimersByTime(500);
    states.await(["a"]);
    states.apply(state("a", "stale"), 1000);
    states.apply(state("b", "running"), 1000);
    vi.advanceTimersByTime(FRAME_MS);
    states.apply(state("a", "fresh", "2"), 1010);
    vi.advanceTimersByTime(FRAME_MS);
    expect(told).toEqual(["fresh", "fresh running"]);
  });
});

describe("what an earlier visit left", () => {
  const error = { code: "SyntaxError", message: "Unexpected token", frames: [] };
  const left = (status: CellState["status"]): CellSnapshot => ({
    sourceHash: "of its text",
    ranAt: 1,
    state: { ...state("a", status, "old"), version: 0, ...(status === "stale" && { reason: "prices" }) },
  });
  const shown = (states: CellStates) => {
    const { status, kept, reason, error: told } = states.get("a") ?? {};
    return { status, kept, reason, told: told?.message };
  };

  test("does not hide that the cell's text cannot be read, however often it is judged anew", () => {
    const { states } = watched();
    states.restore([left("stale")]);
    states.apply({ ...state("a", "error"), version: 0, error }, 0);
    for (const status of ["stale", "fresh", "stale"] as const) states.restore([left(status)]);
    expect(shown(states)).toMatchObject({ status: "error", kept: true, told: "Unexpected token" });
    expect(states.get("a")?.outputs).toEqual([{ type: "text", text: "old" }]);
  });

  test("is what stands there again once the text is mended and not run yet", () => {
    const { states } = watched();
    states.restore([left("fresh")]);
    states.apply({ ...state("a", "error"), version: 0, error }, 0);
    states.restore([left("stale")]);
    states.apply({ ...state("a", "idle"), version: 0 }, 1);
    expect(shown(states)).toEqual({ status: "stale", kept: true, reason: "prices", told: undefined });
    states.restore([left("fresh")]);
    expect(shown(states).status).toBe("fresh");
  });
});
