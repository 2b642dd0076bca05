import { beforeAll, describe, expect, test } from "vitest";
import { EngineError } from "#engine/errors.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { barsToIpc } from "#server/prices/bars-ipc.ts";
import { openCellSession } from "#workers/cells/session.ts";
import { NO_STOP } from "#workers/cells/stop-flag.ts";
import type { StopFlag } from "#workers/cells/stop-flag.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";

const DAY = 86_400_000;
const closes = Array.from({ length: 400 }, (_, i) => 100 + 20 * Math.sin(i / 15));

function sampleIpc(): Uint8Array {
  const column = (shift: number) => Float64Array.from(closes, (close) => close + shift);
  const time = (shift: number) => Float64Array.from(closes, (_, i) => i * DAY + shift);
  return barsToIpc({
    symbol: "WAVE",
    timeframe: "1d",
    openTime: time(0),
    closeTime: time(1000),
    availableAt: time(1000),
    open: column(0),
    high: column(1),
    low: column(-1),
    close: column(0),
    volume: column(0),
  });
}

const dataset = {
  symbol: "WAVE",
  name: "wave",
  timeframe: "1d" as const,
  bars: closes.length,
  from: 0,
  to: closes.length * DAY,
  source: "test",
  synthetic: true,
};
const ts = (id: string, source: string): NotebookCell => ({ id, kind: "ts", source });

describe("a session of cells, in Node, over DuckDB itself", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await openNodeWarehouse();
  });

  async function runCells(...cells: NotebookCell[]): Promise<Record<string, CellState>> {
    return runUnder(NO_STOP, cells);
  }

  async function runUnder(
    stop: StopFlag,
    cells: readonly NotebookCell[],
  ): Promise<Record<string, CellState>> {
    let settled: () => void = () => undefined;
    const session = openCellSession({
      warehouse,
      prices: { loadBars: async () => sampleIpc(), listDatasets: async () => [dataset] },
      emit: () => undefined,
      settled: () => settled(),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      stop,
    });
    await new Promise<void>((resolve) => {
      settled = resolve;
      session.setCells(cells, true);
    });
    return Object.fromEntries(session.states().map((state) => [state.cellId, state]));
  }

  const text = (state: CellState | undefined) =>
    state?.outputs?.map((output) => (output.type === "text" ? output.text : output.type)).join();

  test("types are stripped, await works at the top, the last expression is shown", async () => {
    const { a } = await runCells(
      ts("a", "const n: number = await Promise.resolve(2);\n`n is ${n satisfies number}`;"),
    );
    expect([a?.status, text(a)]).toEqual(["fresh", "n is 2"]);
  });

  test("a runtime error names its line and column", async () => {
    const { a } = await runCells(ts("a", "const x = 1\n\n  null.boom"));
    expect(a?.error).toMatchObject({
      message: expect.stringContaining("boom") as string,
      line: 3,
      column: 8,
    });
  });

  test("a syntax error names its line, and neighbours run", async () => {
    const { a, b } = await runCells(ts("a", "const x = 1\nconst = 2"), ts("b", "'well'"));
    expect([a?.error?.line, b?.status]).toEqual([2, "fresh"]);
  });

  test("an error in a function of another cell points at both cells", async () => {
    const { b } = await runCells(ts("a", "function f() {\n  throw new Error('deep')\n}"), ts("b", "1\nf()"));
    expect(b?.error?.frames.map((frame) => [frame.cellId, frame.line])).toEqual([
      ["a", 2],
      ["b", 2],
    ]);
    expect([b?.error?.message, b?.error?.line]).toEqual(["deep", 2]);
  });

  test("an error thrown in a signal function, under the engine's frames, is found at its line", async () => {
    const strategy = `const s = defineStrategy({
  name: "broken", version: "1.0.0", params: {}, indicators: () => ({ m: sma({ lengthBars: 3 }) }),
  signal: ({ m }) => { throw new Error("in signal " + typeof m) },
});`;
    const { b } = await runCells(
      ts("a", strategy),
      ts("b", "const prices = await bars('WAVE')\nbacktest(s, { bars: prices })"),
    );
    expect(b?.error?.frames.map((frame) => [frame.cellId, frame.line])).toEqual([
      ["a", 3],
      ["b", 2],
    ]);
    expect(b?.error?.at).toMatchObject({ symbol: "WAVE", bar: 2 });
  });

  test("logs stay with their own cell while runs overlap", async () => {
    const wait = (label: string) =>
      `for (const i of [1, 2]) { console.log("${label}" + i, { i }); await new Promise((r) => setTimeout(r, 1)) }`;
    const { a, b } = await runCells(ts("a", wait("a")), ts("b", wait("b")));
    expect(a?.logs?.map((line) => line.text)).toEqual(["a1 { i: 1 }", "a2 { i: 2 }"]);
    expect(b?.logs?.map((line) => line.text)).toEqual(["b1 { i: 1 }", "b2 { i: 2 }"]);
  });

  test("SQL reads bars and other cells' tables, TypeScript reads SQL's columns", async () => {
    const { c } = await runCells(
      {
        id: "a",
        kind: "sql",
        name: "rows",
        source: "SELECT time, close AS close FROM bars WHERE symbol = ${'WAVE'} ORDER BY time",
      },
      { id: "b", kind: "sql", name: "stats", source: "SELECT count(*) AS n, max(close) AS top FROM rows" },
      ts(
        "c",
        "`${rows.column('close').length} ${stats.rows()[0].n} ${stats.column('top')[0] > 119} ${rows.column('time')[1]}`",
      ),
    );
    expect([c?.error, text(c)]).toEqual([undefined, `400 400 true ${DAY}`]);
  });

  test("each cell tells which prices it read: its series, a query's symbols, the whole list, or none at all", async () => {
    const states = await runCells(
      ts("plain", "7 * 6"),
      ts("one", "export const load = (symbol) => bars(symbol); (await load('WAVE')).close.length"),
      ts("through", "(await load('WAVE')).close.length"),
      ts("missing", "await bars('BIG', { timeframe: '1h' })"),
      ts("named", "await universe(['WAVE'])"),
      ts("listed", "(await datasets()).length"),
      { id: "query", kind: "sql", source: "SELECT count(*) AS n FROM bars WHERE symbol IN ('WAVE', 'BIG')" },
      { id: "all", kind: "sql", source: "SELECT count(*) AS n FROM bars" },
    );
    expect(Object.fromEntries(Object.entries(states).map(([id, { prices }]) => [id, prices]))).toEqual({
      ...{ plain: [], one: ["WAVE 1d"], through: ["WAVE 1d"], missing: ["BIG 1h"], named: ["WAVE 1d"] },
      ...{ listed: ["*"], query: ["WAVE *", "BIG *"], all: ["*"] },
    });
  });

  test("an unknown symbol names the one that was meant, or where the list is", async () => {
    const { a, b } = await runCells(ts("a", "await bars('WAVES')"), ts("b", "await bars('GOLD')"));
    expect(a?.error).toMatchObject({
      code: "unknown-symbol",
      message: "unknown symbol: WAVES; did you mean WAVE?",
    });
    expect(b?.error?.message).toBe("unknown symbol: GOLD; datasets() lists what there is");
  });

  test("a backtest is shown as a result and runs again to the same bits", async () => {
    const source = `const prices = await bars("WAVE");
backtest(defineStrategy({
  name: "cross", version: "1.0.0", params: {},
  indicators: () => ({ f: ema({ lengthBars: 5 }), s: ema({ lengthBars: 20 }) }),
  signal: ({ f, s }) => crossesAbove(f, s) ? buy() : crossesBelow(f, s) ? exit() : hold(),
}), { bars: prices })`;
    const hashes = await Promise.all(
      [1, 2].map(async () => {
        const output = (await runCells(ts("a", source)))["a"]?.outputs?.[0];
        return output?.type === "backtest" ? [output.result.manifest.hash, output.result.resultHash] : output;
      }),
    );
    expect(hashes[0]).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(hashes[1]).toEqual(hashes[0]);
  });

  test("values are shown bounded: circles, throwing getters and a million elements", async () => {
    const { a } = await runCells(
      ts("a", "const o = { big: new Float64Array(1e6), get bad() { throw new Error('x') } }; o.self = o; o"),
    );
    expect(JSON.stringify(a?.outputs).length).toBeLessThan(20_000);
    expect(JSON.stringify(a?.outputs)).toContain("[circular]");
  });

  /** A Stop that is seen at the n-th look and, as once the thread has heard of it, never again. */
  const stopAtLook = (n: number): StopFlag => ({
    memory: Int32Array.of(1),
    check() {
      if (--n === 0) throw new EngineError("cancelled", "stopped; run it to go on");
    },
    isAsked: () => n <= 1,
    heard: () => undefined,
  });

  test.each([
    "while (true) {}",
    "for (;;);",
    "let n = 0; do n++; while (n > 0)",
    "for (const x of (function* () { while (true) yield 1; })()) x",
    "outer: for (;;) for (;;) continue outer",
    "const spin = () => { for (let i = 0; ; i++) i; }; spin()",
    "while (true) { try { while (true) {} } catch {} break }",
  ])("a busy loop ends at Stop and the other cells keep their values: %s", async (source) => {
    const { a, b } = await runUnder(stopAtLook(9), [ts("a", "const x = 1; 'kept'"), ts("b", `${source};x`)]);
    expect([a?.status, text(a)]).toEqual(["fresh", "kept"]);
    expect(b?.status).toMatch(source.includes("catch") ? /fresh/ : /stopped/);
  });

  test("a backtest ends at Stop, however long its strategy would think, and tells its progress until then", async () => {
    const source = `const slow = defineStrategy({ name: "slow", version: "1.0.0", params: {}, indicators: () => ({}), signal: () => hold() });
backtest(slow, { bars: await bars("WAVE") })`;
    const { a, b } = await runUnder(stopAtLook(4), [ts("a", source), ts("b", "'not stopped'")]);
    expect([a?.status, a?.reason]).toEqual(["stopped", "stopped; run it to go on"]);
    expect(text(b)).toBe("not stopped");
  });

  test("a misspelt name is told from the right one, with the edit that mends it", async () => {
    const { b } = await runCells(ts("a", "const prices = 1"), ts("b", "1;\n 2 + prises"));
    expect(b?.error?.message).toBe("prises is not defined; did you mean prices?");
    expect(b?.error?.fixes).toEqual([
      { title: "Change it to prices", edits: [{ cellId: "b", from: 8, to: 14, text: "prices" }] },
    ]);
  });

  const mended = (source: string, edits: readonly { from: number; to: number; text: string }[] = []) =>
    edits
      .toSorted((x, y) => y.from - x.from)
      .reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), source);

  test("a name that is defined twice can be renamed where it is new, or kept to its cell", async () => {
    // A type before one of its places hides where that is in the source: then it is not renamed at all.
    const source = "export const a = 2, n: number = a; const o = { a, b: { a: 1 }.a }; ((a) => a)(`${a}`);";
    const { b } = await runCells(ts("a", "const a = 1"), ts("b", source));
    expect(b?.error?.fixes?.map(({ title }) => title)).toEqual(["Keep its names to this cell"]);
    expect(mended(source, b?.error?.fixes?.[0]?.edits)).toBe(`{\n${source.slice(7)}\n}`);
    const plain = "export const a = 2; const o = { a, b: { a: 1 }.a }; ((a) => a)(`${a}`);";
    const again = await runCells(ts("a", "const a = 1"), ts("b", plain));
    expect(mended(plain, again["b"]?.error?.fixes?.[0]?.edits)).toBe(
      "export const a2 = 2; const o = { a: a2, b: { a: 1 }.a }; ((a) => a)(`${a2}`);",
    );
  });

  const mergeOf = async (older: string, newer: string, ...more: readonly NotebookCell[]) => {
    const { b } = await runCells(ts("a", older), ts("b", newer), ...more);
    const fix = b?.error?.fixes?.find(({ title }) => title === "Merge it into cell a");
    return fix && { text: mended(older, fix.edits), removes: fix.removes };
  };

  test("two cells that define a name can be merged: the newer value holds, the older text stands first", async () => {
    const merge = await mergeOf(
      "export const a: number = 1; // one\nconst own = a",
      "/* two */ export const a: number = 2\na + own2;\nconst own2 = 5",
    );
    expect(merge).toEqual({
      text: "export let a: number = 1; // one\nconst own = a\n\n/* two */ a = 2\na + own2;\nconst own2 = 5",
      removes: ["b"],
    });
    expect((await mergeOf("let a = 1", "const a = [2]\n"))?.text).toBe("let a = 1\n\na = [2]\n");
    expect((await mergeOf("let a = f", "(1); const a = 2"))?.text).toBe("let a = f\n\n;(1); a = 2");
  });

  test.each([
    ["a function", "function a() {}", "const a = 2"],
    ["a pattern", "const a = 1", "const { a } = { a: 2 }"],
    ["a list of names", "const a = 1", "const a = 2, z = 3"],
    ["a type with an arrow", "const a = 1", "const a: () => number = () => 2"],
  ])("cells are not merged over %s", async (_, older, newer) => {
    expect(await mergeOf(older, newer)).toBeUndefined();
  });

  test("cells are not merged where that would close a circle", async () => {
    expect(await mergeOf("const a = 1", "const a = c + 1", ts("c", "const c = a"))).toBeUndefined();
  });

  test("a cell that writes into prices spoils its own run, and nobody else's next one", async () => {
    const { b } = await runCells(
      ts("a", "const mine = await bars('WAVE'); const was = mine.close[5]; mine.close[5] = 1e6;"),
      ts("b", "was === (await bars('WAVE')).close[5] && was === (await bars('WAVE', { from: 0 })).close[5]"),
    );
    expect(JSON.stringify(b?.outputs)).toContain('"true"');
  });

  test("changing another cell's value in place is warned of, changing one's own is not", async () => {
    const { b } = await runCells(
      ts("a", "const list = [3, 1], box = { n: 1 }"),
      ts("b", "const own = [1]; own.push(2)\nlist.sort(); box.n = 2;\nlist.toSorted(); delete box['n']"),
    );
    expect(b?.status).toBe("fresh");
    expect(
      b?.warnings?.map(({ line, column, message }) => [line, column, message.split(" changes ")[0]]),
    ).toEqual([
      [2, 1, "sort()"],
      [2, 14, "an assignment to n"],
      [3, 25, "an assignment to one of its elements"],
    ]);
  });

  test("guarded loops compute what they did, and errors in them keep their columns", async () => {
    const { a, b } = await runCells(
      ts(
        "a",
        "let s = 0; for (let i = 0; i < 1000; i++) s += i; l: for (const k of [1, 2]) { for (;;) break l }\ns;",
      ),
      ts("b", "1; for (const k of [1]) null.boom"),
    );
    expect(JSON.stringify(a?.outputs)).toContain("499500");
    expect([b?.error?.line, b?.error?.column]).toEqual([1, 30]);
  });

  test("a generator shows what it yields last, and is closed", async () => {
    const { a } = await runCells(
      ts(
        "a",
        "function* steps() { try { yield 'one'; yield 'two' } finally { console.log('closed') } }\nsteps()",
      ),
    );
    expect([text(a), a?.logs?.map((line) => line.text)]).toEqual(["two", ["closed"]]);
  });

  test("a generator without end is cut where somebody waits for it", async () => {
    const { a } = await runCells(ts("a", "(function* () { for (let i = 0; ; i++) yield `at ${i}` })()"));
    expect(text(a)).toBe("at 999");
  });

  test.each([
    ["import fs from 'node:fs'", "not allowed"],
    ["namespace N { export const x = 1 }", "namespace in a cell"],
    ["slider('n', { min: 5, max: 1, value: 2 })", "invalid slider"],
  ])("refused with what to do: %s", async (source, message) => {
    const { a } = await runCells(ts("a", source));
    expect(a?.error?.message).toContain(message);
  });
});
