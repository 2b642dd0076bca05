import { expect, test } from "vitest";
import { buy, defineStrategy, hold } from "#engine/index.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import type { AuditVerdict } from "#engine/result.ts";
import { placeLeak } from "#workers/cells/place-leak.ts";

const strategy = defineStrategy({
  name: "peeks",
  version: "1.0.0",
  params: {},
  indicators: () => ({}),
  signal: () => (Math.abs(1) > 2 ? buy() : hold()),
});
const source =
  'const s = defineStrategy({\n  name: "peeks",\n  signal: ({ bar }) => future[bar] > 0 ? buy() : hold(),\n})';
const cells: NotebookCell[] = [
  { id: "note", kind: "md", source: "signal: none" },
  { id: "other", kind: "ts", source: "const signal = (x) => x" },
  { id: "mine", kind: "ts", source },
];
const leak = (line?: number): AuditVerdict => ({
  verdict: "leaks",
  cuts: 3,
  firstLeak: { bar: 7, time: 0, what: "signal of AAA", ...(line === undefined ? {} : { line }) },
});

test("a leak is placed at its line in the cell that holds the strategy, before cells that merely look alike", () => {
  const placed = placeLeak(leak(), { strategy, options: { bars: [] } }, cells);
  expect(placed.firstLeak).toMatchObject({ line: 3, cell: "mine", bar: 7 });
});

test("a leak whose line is known, or that no text shows, stays as it is", () => {
  const run = { strategy, options: { bars: [] } };
  expect(placeLeak(leak(12), run, cells)).toEqual(leak(12));
  expect(placeLeak(leak(), run, cells.slice(0, 1))).toEqual(leak());
});
