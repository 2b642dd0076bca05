import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { syntheticMarket } from "#engine/index.ts";
import { hashText } from "#engine/hash.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { InputValue } from "#engine/notebook/input-value.ts";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import { createFileShelf } from "#workers/cells/files/file-shelf.ts";
import { auditCells } from "#workers/cells/replay/audit-cells.ts";
import { cellClosure } from "#workers/cells/replay/cell-closure.ts";
import { backtestsOf, type OpenQuietSession } from "#workers/cells/replay/replay-cells.ts";
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
const ts = (id: string, source: string): NotebookCell => ({ id, kind: "ts", source });
const PRICES = ts("prices", `export const prices = await bars("WILD")`);
const strategy = (signal: string, more = "") =>
  ts(
    "strategy",
    `export const s = defineStrategy({ name: "s", version: "1.0.0", ${more} signal: ${signal} })`,
  );
const RESULT = ts("result", "backtest(s, { bars: prices })");

/** The day's move of each bar as a file, its rows stamped so many bars late. */
function movesCsv(lateBars: number): string {
  const rows = Array.from(market.close, (close, bar) => {
    const stamp = new Date(market.openTime[Math.min(bar + lateBars, 399)] ?? 0).toISOString();
    return `${stamp},${close - (market.close[bar - 1] ?? close)}`;
  });
  return ["time,move", ...rows].join("\n");
}

describe("the audit of a backtest's cells", () => {
  let warehouse: Warehouse;
  let open: OpenQuietSession;
  let patienceMs = Infinity;
  let told: number[] = [];
  const files = createFileShelf(async () => new Map());
  const inputs = new Map<string, InputValue>();
  beforeEach(() => {
    patienceMs = Infinity;
    told = [];
  });
  beforeAll(async () => {
    warehouse = await openNodeWarehouse();
    open = (data, settled) =>
      openCellSession({
        ...data,
        files,
        prices: { loadBars: async () => barsToIpc(market), listDatasets: async () => [dataset] },
        emit: () => undefined,
        settled,
        breathe: () => new Promise((resolve) => setImmediate(resolve)),
      });
  });

  async function verdictOn(...cells: NotebookCell[]) {
    let settled: () => void = () => undefined;
    const session = open({ warehouse, until: Infinity }, () => settled());
    for (const [name, value] of inputs) session.setInput(name, value);
    await new Promise<void>((resolve) => {
      settled = resolve;
      session.setCells(cells, true);
    });
    const states = session.states();
    const [result] = backtestsOf(states.find(({ cellId }) => cellId === "result")) ?? [];
    if (!result) throw new Error(`no backtest: ${JSON.stringify(states.map(({ error }) => error?.message))}`);
    const wanted = cellClosure(states, "result");
    const replayed = cells.filter(({ id }) => wanted.has(id));
    const task = { open, cells: replayed, inputs, cellId: "result", aborted: () => false };
    const bounds = { expectedMs: 1, patienceMs, tell: (share: number) => void told.push(share) };
    return auditCells({ ...task, ...bounds, warehouse, result, place: 0 });
  }

  test("passes a strategy that reads what the engine shows it", async () => {
    const verdict = await verdictOn(
      PRICES,
      strategy("({ close }) => (close.now > close.ago(5) ? buy() : exit())"),
      RESULT,
    );
    expect(verdict?.finding).toMatchObject({ outcome: "causal", replays: 9 });
    expect(told).toHaveLength(8);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test("leaves cells that take longer than its patience to whoever asks for them", async () => {
    patienceMs = 0.5;
    const honest = strategy("({ close }) => (close.now > close.ago(5) ? buy() : exit())");
    const verdict = await verdictOn(PRICES, honest, RESULT);
    expect(verdict?.finding).toMatchObject({ outcome: "postponed", replays: 0 });
    expect(verdict?.finding.why).toBe("its cells take about 1 s to run");
  });

  test("passes a column that another cell made without looking ahead", async () => {
    const past = ts("past", "export const past = prices.close.map((p, i) => p - (prices.close[i - 3] ?? p))");
    const verdict = await verdictOn(
      PRICES,
      past,
      strategy("({ bar }) => (past[bar] > 0 ? buy() : exit())"),
      RESULT,
    );
    expect(verdict?.finding.outcome).toBe("causal");
  });

  test("flags a column of another cell that was shifted by one bar", async () => {
    const ahead = ts("ahead", "export const ahead = prices.close.map((p, i) => prices.close[i + 1] - p)");
    const verdict = await verdictOn(
      PRICES,
      ahead,
      strategy("({ bar }) => (ahead[bar] > 0 ? buy() : exit())"),
      RESULT,
    );
    expect(verdict?.finding.outcome).toBe("leaks");
    expect(verdict?.finding.names).toEqual(["prices", "ahead", "strategy", "result"]);
    expect(verdict?.difference?.what).toBe("signal of WILD");
  });

  test("flags SQL's lead()", async () => {
    const next = {
      id: "next",
      kind: "sql" as const,
      name: "next",
      source:
        "SELECT time, lead(close) OVER (ORDER BY time) - close AS move FROM bars WHERE symbol = 'WILD' ORDER BY time",
    };
    const moves = ts("moves", `export const moves = next.column("move")`);
    const verdict = await verdictOn(
      PRICES,
      next,
      moves,
      strategy("({ bar }) => (moves[bar] > 0 ? buy() : exit())"),
      RESULT,
    );
    expect(verdict?.finding.outcome).toBe("leaks");
  });

  test("flags a threshold that was fitted on everything", async () => {
    const level = ts(
      "level",
      "export const level = prices.close.reduce((a, b) => a + b) / prices.close.length",
    );
    const verdict = await verdictOn(
      PRICES,
      level,
      strategy("({ close }) => (close.now < level ? buy() : exit())"),
      RESULT,
    );
    expect(verdict?.finding.outcome).toBe("leaks");
  });

  test("calls parameters that were chosen on everything in-sample, and names them", async () => {
    const best = ts(
      "best",
      `const all = await sweep(s, { bars: prices, grid: { length: range(2, 40, 1) } });
export const best = all.params.length[all.metrics.totalReturn.indexOf(Math.max(...all.metrics.totalReturn))]`,
    );
    const averages =
      "params: { length: int(10, { min: 2, max: 50 }) }, indicators: ({ length }) => ({ mean: sma({ lengthBars: length }) }),";
    const run = ts("result", "backtest(s, { bars: prices, params: { length: best } })");
    const verdict = await verdictOn(
      PRICES,
      strategy("({ close, mean }) => (close.now > mean.now ? buy() : exit())", averages),
      best,
      run,
    );
    expect(verdict?.finding).toMatchObject({ outcome: "in-sample", names: ["length"] });
  });

  test("says so where cells give something else each time", async () => {
    const draw = ts("draw", "export const draw = Math.random()");
    const verdict = await verdictOn(
      PRICES,
      draw,
      strategy("({ bar }) => ((bar * draw * 7) % 2 > 1 ? buy() : exit())"),
      RESULT,
    );
    expect(verdict?.finding.outcome).toBe("not-repeatable");
  });

  describe("of which one reads a dropped file", () => {
    const read = ts("read", `export const file = await fileDrop("mine")`);
    const moves = ts("moves", "export const moves = file.column('move')");
    const byMoves = strategy("({ bar }) => (moves[bar] > 0 ? buy() : exit())");
    const drop = (text: string): void => {
      const hash = hashText(text);
      files.put(hash, new Blob([text]));
      inputs.set("mine", ["mine.csv", hash, text.length]);
    };
    test("passes what the file said by the day of the decision, and flags what it said of the whole", async () => {
      drop(movesCsv(0));
      const honest = await verdictOn(PRICES, read, moves, byMoves, RESULT);
      expect(honest?.finding).toMatchObject({ outcome: "causal", replays: 9 });
      const scale = ts("scale", "export const level = moves.reduce((a, b) => a + b, 0) / moves.length");
      const fitted = strategy("({ bar }) => (moves[bar] > level ? buy() : exit())");
      const whole = await verdictOn(PRICES, read, moves, scale, fitted, RESULT);
      expect(whole?.finding.outcome).toBe("leaks");
    });

    test("passes a file that says that all of it was known before", async () => {
      drop(movesCsv(1));
      expect((await verdictOn(PRICES, read, moves, byMoves, RESULT))?.finding.outcome).toBe("leaks");
      const known = { ...read, source: `export const file = await fileDrop("mine", { time: null })` };
      expect((await verdictOn(PRICES, known, moves, byMoves, RESULT))?.finding.outcome).toBe("causal");
    });
  });

  test("leaves the warehouse as it was", async () => {
    const count = "SELECT count(*)::DOUBLE AS n FROM bars";
    const before = await warehouse.query(count, [], []);
    const hidden = await warehouse.query(count, [], [], market.closeTime[99]);
    expect(await warehouse.query(count, [], [])).toEqual(before);
    expect(hidden).not.toEqual(before);
  });
});
