import { expect, test } from "vitest";
import { neededCells } from "#app/_reproduce/needed-cells.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { parseNotebook } from "#engine/notebook/percent-format.ts";

const cell = (id: string, source: string): NotebookCell => ({ id, kind: "ts", source });
const cells = [
  cell("aside", "const secret = 1"),
  cell("result", "backtest(rule, { bars: prices })"),
  cell("prices", 'const prices = await bars("SP500")'),
  cell("rule", "const rule = make(fast)"),
  cell("fast", 'const fast = slider("fast", {})'),
  cell("after", "result.trades"),
];
const state = (defines: string[], reads: string[]) => ({ defines, reads });
const states = new Map([
  ["aside", state(["secret"], [])],
  ["result", state(["result"], ["backtest", "rule", "prices"])],
  ["prices", state(["prices"], ["bars"])],
  ["rule", state(["rule"], ["make", "fast"])],
  ["fast", state(["fast"], ["slider"])],
  ["after", state([], ["result"])],
]);

test("a run keeps its cell and everything that this reads, in page order, and nothing else of its notebook", () => {
  const text = neededCells({ title: "Private thoughts", cells }, states, "result");
  expect(parseNotebook(text).cells.map(({ id }) => id)).toEqual(["result", "prices", "rule", "fast"]);
  expect(text).not.toMatch(/secret|Private/);
});
