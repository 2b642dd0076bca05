import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { CellState } from "#engine/notebook/output.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { openCellSession } from "#workers/cells/session.ts";
import type { Warehouse } from "#workers/warehouse/api.ts";

const NO_PRICES: Warehouse = {
  query: () => Promise.reject(new Error("no query is expected")),
  store: () => Promise.reject(new Error("no table is expected")),
} as unknown as Warehouse;

/** States of cells that were compiled and have not run. */
function open(cells: readonly NotebookCell[]): Record<string, CellState> {
  const session = openCellSession({
    warehouse: NO_PRICES,
    prices: { loadBars: () => Promise.reject(new Error("no prices")), listDatasets: async () => [] },
    emit: () => undefined,
    settled: () => undefined,
    breathe: () => Promise.resolve(),
  });
  session.setCells([...cells], false);
  return Object.fromEntries(session.states().map((state) => [state.cellId, state]));
}

const analyse = (sources: Readonly<Record<string, string>>) =>
  open(Object.entries(sources).map(([id, source]) => ({ id, kind: "ts" as const, source })));

const warned = (source: string, more: Readonly<Record<string, string>> = {}) =>
  (analyse({ a: source, ...more })["a"]?.warnings ?? []).map(({ line, column, message }) => [
    line,
    column,
    message,
  ]);

describe("a name that nothing defines", () => {
  test("is warned of before the cell runs, in a function that nobody has called, with what was meant", () => {
    const source = "const close = 1;\nconst signal = (bar: number): number => clsoe + bar;";
    const [warning] = analyse({ a: source })["a"]?.warnings ?? [];
    expect(warning).toMatchObject({
      line: 2,
      message: "no cell defines clsoe; did you mean close?",
    });
    const near = "export const closes = [1];";
    const state = analyse({ a: "const f = () => 2 * clsoes[0]", b: near })["a"];
    expect(state?.warnings?.[0]).toMatchObject({
      ...{ line: 1, column: 21, message: "no cell defines clsoes; did you mean closes?" },
      fixes: [{ title: "Change it to closes", edits: [{ cellId: "a", from: 20, to: 26, text: "closes" }] }],
    });
  });

  test("is not called misspelt where the cell that defines it cannot be read for a mistake", () => {
    const broken = { b: "const { low, cross } = pair(;\nexport const $x = 1" };
    const said = (name: string) => analyse({ a: `const f = () => ${name}`, ...broken })["a"]?.warnings?.[0];
    expect(said("cross")).toMatchObject({
      message: "cross is not there: cell b, which defines it, has an error",
    });
    expect(said("cross")?.fixes).toBeUndefined();
    expect(said("$x")?.message).toContain("cell b");
    expect(said("ross")?.message).toContain("no cell defines ross");
  });

  test("has its place in the cell's own text, past types and behind members of the same name", () => {
    expect(warned("const f = (bar: { ownPrice: number }) => bar.ownPrice + ownPrice;\n")).toEqual([
      [1, 57, "no cell defines ownPrice; define it, or see the reference"],
    ]);
  });

  test("is no warning where another cell defines it, the session, the engine or JavaScript has it", () => {
    const source =
      "const f = async () => [other, await bars('X'), sma, plot, Math, undefined, NaN, signal, console, arguments2];";
    expect(warned(source, { b: "const other = 1, arguments2 = 2" })).toEqual([]);
    expect(warned("function g() { return arguments.length }")).toEqual([]);
  });

  test("is no warning where typeof asks for it or a query names a table", () => {
    expect(warned("typeof absent === 'undefined'; const q = () => sql`SELECT * FROM bars`;")).toEqual([]);
  });

  test("is warned of on every host, be it one that has what cells are refused", () => {
    expect(warned("const f = () => fetch('x')")[0]?.[2]).toContain("no cell defines fetch");
  });

  const BOOK = join(import.meta.dirname, "../../../notebooks");
  test.each(readdirSync(BOOK).filter((name) => name.endsWith(".nb.ts")))("is in no cell of %s", (name) => {
    const { cells } = parseNotebook(readFileSync(join(BOOK, name), "utf8"));
    const states = open(cells);
    expect(
      Object.values(states).flatMap(({ warnings = [] }) => warnings.map(({ message }) => message)),
    ).toEqual([]);
  });
});
