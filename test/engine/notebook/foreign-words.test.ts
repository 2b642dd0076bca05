import { expect, test } from "vitest";
import { foreignRemedy, pythonHint } from "#engine/notebook/foreign-words.ts";

test("names of other places are told what does the same here; others are left to the spelling", () => {
  expect(foreignRemedy("print")).toMatch(/display/);
  expect(foreignRemedy("pd")).toMatch(/sql/);
  expect(foreignRemedy("prices")).toBeUndefined();
  expect(foreignRemedy("constructor")).toBeUndefined();
});

test("lines of Python are known for what they are", () => {
  const python = [
    "import pandas as pd",
    "from math import sqrt",
    "def f(x):",
    "for i in rows:",
    "  else:",
    'print "x"',
  ];
  expect(python.filter((line) => pythonHint(line) === "")).toEqual([]);
});

test("broken TypeScript is not taken for Python", () => {
  const typescript = [
    'import { x } from "y"',
    "for (const a of b) {",
    "const f = (x: number): string => {",
    "class A {",
    "print(1)",
    "const x = { if: 1, else: 2 ",
  ];
  expect(typescript.filter((line) => pythonHint(line) !== "")).toEqual([]);
});
