import { afterEach, describe, expect, test } from "vitest";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { openCellSession } from "#workers/cells/session.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";

const ts = (id: string, source: string, run?: "manual"): NotebookCell => ({
  ...{ id, kind: "ts", source },
  ...(run && { run }),
});

const COUNT = `
function* count() {
  try { for (let i = 1; i <= 3; i++) yield i; } finally { globalThis.closedStreams = (globalThis.closedStreams ?? 0) + 1; }
}
export const ticks = count();`;

const closed = () => (globalThis as { closedStreams?: number }).closedStreams ?? 0;
afterEach(() => Reflect.deleteProperty(globalThis, "closedStreams"));

/** A session whose frames come when the test says so. */
function openStreams(streams = true) {
  const frames: (() => void)[] = [];
  const seen: CellState[] = [];
  const latest = new Map<string, CellState>();
  const session = openCellSession({
    warehouse: {} as Warehouse,
    prices: { loadBars: () => Promise.reject(new Error("no prices")), listDatasets: async () => [] },
    emit(state) {
      seen.push(state);
      latest.set(state.cellId, { ...latest.get(state.cellId), ...state });
    },
    settled: () => undefined,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    streams,
    nextFrame: () => new Promise<void>((resolve) => frames.push(resolve)),
  });
  const rest = async () => {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  };
  const frame = async () => {
    for (const draw of frames.splice(0)) draw();
    await rest();
  };
  const open = async (...cells: readonly NotebookCell[]) => {
    session.setCells(cells, true);
    await rest();
  };
  const text = (id: string) => JSON.stringify(latest.get(id)?.outputs ?? []).match(/"text":"([^"]*)"/)?.[1];
  const value = (id: string) => latest.get(id)?.values?.[0]?.text;
  const shown = (id: string) => [latest.get(id)?.status, text(id)];
  return { session, open, frame, rest, seen, latest, shown, value };
}

describe("a generator that a cell defines", () => {
  test("gives its readers what it yields, one value a frame, and is closed when it ends", async () => {
    const { open, frame, shown, value } = openStreams();
    await open(ts("a", COUNT), ts("b", "ticks * 10"));
    expect([shown("b"), value("a")]).toEqual([["fresh", "10"], "count()"]);
    await frame();
    expect(shown("b")).toEqual(["fresh", "20"]);
    await frame();
    expect(shown("b")).toEqual(["fresh", "30"]);
    await frame();
    expect([shown("b"), closed()]).toEqual([["fresh", "30"], 1]);
  });

  test("waits for readers that take longer than a frame, so that each value is seen to its end", async () => {
    const { open, frame, shown, session, latest } = openStreams();
    await open(ts("a", COUNT), ts("b", "await new Promise((r) => (globalThis.releaseReader = r)); ticks"));
    await frame();
    await frame();
    expect([latest.get("b")?.status, latest.get("b")?.version]).toEqual(["running", 1]);
    const release = () => (globalThis as { releaseReader?: () => void }).releaseReader?.();
    release();
    await frame();
    await frame();
    expect(latest.get("b")?.version).toBe(2);
    release();
    await frame();
    expect(shown("b")).toEqual(["fresh", "2"]);
    session.stop();
    Reflect.deleteProperty(globalThis, "releaseReader");
  });

  test("leaves readers that are run by hand stale, with the name that changed", async () => {
    const { open, frame, session, rest, latest, shown } = openStreams();
    await open(ts("a", COUNT), ts("b", "ticks", "manual"));
    session.run(["b"]);
    await rest();
    await frame();
    expect([latest.get("b")?.status, latest.get("b")?.reason]).toEqual(["stale", "ticks changed"]);
    expect(shown("b")[1]).toBe("1");
  });

  test.each([
    ["Stop", (s: ReturnType<typeof openStreams>) => s.session.stop()],
    ["a new run", (s: ReturnType<typeof openStreams>) => s.session.run(["a"])],
    [
      "an edit",
      (s: ReturnType<typeof openStreams>) => s.session.setCells([ts("a", "const ticks = 7")], false),
    ],
    ["its cell's removal", (s: ReturnType<typeof openStreams>) => s.session.setCells([], false)],
  ])("ends with %s, its finally included", async (_, act) => {
    const streams = openStreams();
    await streams.open(ts("a", COUNT), ts("b", "ticks"));
    act(streams);
    await streams.rest();
    await streams.frame();
    expect(closed()).toBe(1);
  });

  test("shows its values where it is the cell's last expression, too", async () => {
    const { open, frame, shown } = openStreams();
    await open(ts("a", `${COUNT}\nticks`));
    expect(shown("a")).toEqual(["fresh", "1"]);
    await frame();
    expect(shown("a")).toEqual(["fresh", "2"]);
  });

  test("that fails after its first value fails its cell, and blocks its readers", async () => {
    const { open, frame, latest } = openStreams();
    await open(ts("a", "const t = (function* () { yield 1; throw new Error('boom') })()"), ts("b", "t"));
    await frame();
    expect([latest.get("a")?.error?.message, latest.get("b")?.status]).toEqual(["boom", "blocked"]);
  });

  test("gives its last value where nobody looks on", async () => {
    const { open, rest, frame, shown } = openStreams(false);
    await open(ts("a", COUNT), ts("b", "ticks"));
    for (let i = 0; i < 5; i++) await frame();
    await rest();
    expect(shown("b")).toEqual(["fresh", "3"]);
  });
});
