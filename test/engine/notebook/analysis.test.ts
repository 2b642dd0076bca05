import { parse } from "acorn";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyseCell } from "#engine/notebook/analysis.ts";
import { escapeSql, splitSql, sqlTables, unescapeSql } from "#engine/notebook/sql-template.ts";

const analyse = (code: string) =>
  analyseCell(parse(code, { ecmaVersion: "latest", sourceType: "module", allowAwaitOutsideFunction: true }));

describe("cell analysis", () => {
  test.each([
    ["const a = b + c", ["a"], ["b", "c"]],
    ["export function f(x, { y = z } = {}) { return x + y + g(x) }", ["f"], ["z", "g"]],
    ["const { a, b: [c, ...d], ...e } = f", ["a", "c", "d", "e"], ["f"]],
    ["class K extends L { static m = n; [o]() { return this.p } }", ["K"], ["L", "n", "o"]],
    ["for (const i of list) { var seen = i } seen", ["seen"], ["list"]],
    ["try { a() } catch (e) { e.b }", [], ["a"]],
    ["{ const local = 1; local } outer", [], ["outer"]],
    ["const f = function g() { return g() + arguments.length }", ["f"], []],
    ["x.y.z; ({ w: v, u })", [], ["x", "v", "u"]],
    ["label: for (;;) { break label }", [], []],
    ["let n = 0; n += 1; n++", ["n"], []],
    ["await sql`SELECT ${x} FROM closes JOIN bars USING (time)`", [], ["closes", "bars", "sql", "x"]],
  ])("%s", (code, defines, reads) => {
    const found = analyse(code);
    expect([found.defines, found.reads.toSorted()]).toEqual([defines, reads.toSorted()]);
  });

  test("assigning to another cell's name is refused", () => {
    expect(() => analyse("other = 1")).toThrow("assignment to other");
    expect(() => analyse("for (other of [1]) {}")).toThrow("assignment to other");
  });

  test("imports from anywhere but the allow-list are refused, import() always", () => {
    expect(() => analyse('import fs from "node:fs"')).toThrow('import of "node:fs" is not allowed');
    expect(() => analyse('import("x")')).toThrow("import() in a cell");
    expect(analyse('import { sma } from "lookback"').reads).toEqual([]);
  });

  test("only a trailing expression is shown", () => {
    expect(analyse("1; 2").lastExpression).toMatchObject({ start: 3 });
    expect(analyse("2; const a = 1").lastExpression).toBeNull();
  });
});

describe("queries in templates", () => {
  test("escaping is undone by unescaping, for any text", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("`", "\\", "${", "}", "a", "'", '"', "{", "\n")), (parts) => {
        const source = parts.join("");
        const printed = escapeSql(source);
        expect(unescapeSql(`${printed}\``, 0)).toEqual({ source, end: printed.length });
      }),
    );
  });

  test("holes end at their own brace, strings and nested templates looked through", () => {
    expect(splitSql("a ${f({ x: '}' })} b ${`${y}`} c").holes.map((hole) => hole.code)).toEqual([
      "f({ x: '}' })",
      "`${y}`",
    ]);
  });

  test("tables are the names after FROM and JOIN, not those in strings and comments", () => {
    const query =
      "SELECT 'FROM nope' -- FROM no\nFROM a, b AS c JOIN d ON a.x = d.x WHERE x IN (SELECT y FROM e)";
    expect(sqlTables(query)).toEqual(["a", "b", "d", "e"]);
  });
});
