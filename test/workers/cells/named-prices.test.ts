import { expect, test } from "vitest";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { namedPrices } from "#workers/cells/named-prices.ts";

const cell = (source: string, kind: NotebookCell["kind"] = "ts"): NotebookCell => ({ id: "c", kind, source });

test("prices that code names in quotes are found once, with their timeframe; computed symbols and other kinds of cells are not", () => {
  const found = namedPrices([
    cell(
      'export const a = await bars("SP500");\nconst again = await bars(\'SP500\', { from: "2010-01-01" });',
    ),
    cell(
      'await bars("AAPL", {\n  timeframe: "1h", from: start }); await bars("BRK.B", { timeframe: "2d" });',
    ),
    cell('await bars(symbol); await bars("two words"); crossbars("NO"); asBars("NO")'),
    cell('bars("NO")', "md"),
  ]);
  expect(found).toEqual([
    { symbol: "SP500", timeframe: "1d" },
    { symbol: "AAPL", timeframe: "1h" },
  ]);
});
