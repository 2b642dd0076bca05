import { expect, test } from "vitest";
import { cellTables, indicatorTexts, QUERY_TABLES, quotedColumn } from "#app/_language/sql-tables.ts";
import {
  backtest,
  buy,
  crossesAbove,
  crossesBelow,
  defineStrategy,
  exit,
  hold,
  sma,
  syntheticMarket,
} from "#engine/index.ts";
import { createRunBook } from "#workers/cells/run-book.ts";
import { indicatorTable } from "#workers/cells/sql/indicator-table.ts";
import type { PriceLibrary } from "#workers/cells/price-library.ts";

test("the tables of a session have the columns that are offered for them", async () => {
  const bars = syntheticMarket({ kind: "trending", bars: 60, seed: 1 });
  const strategy = defineStrategy({
    ...{ name: "in", version: "1.0.0", params: {} },
    indicators: () => ({ slow: sma({ lengthBars: 5 }), now: sma({ lengthBars: 2 }) }),
    signal: ({ slow, now }) => (crossesAbove(now, slow) ? buy() : crossesBelow(now, slow) ? exit() : hold()),
  });
  const book = createRunBook();
  book.add("a", backtest(strategy, { bars }));
  // Statistics against a benchmark are there where a run has one.
  expect(QUERY_TABLES["runs"]).toEqual(expect.arrayContaining(book.runs().names));
  expect(book.trades().names).toEqual(QUERY_TABLES["trades"]);
  const library = { datasets: async () => [{ symbol: bars.symbol }], bars: async () => bars };
  const query = { text: `SELECT '${bars.symbol}', 'sma(3)'`, params: [] };
  const table = await indicatorTable(query, library as unknown as PriceLibrary);
  expect(table.names).toEqual(QUERY_TABLES["indicators"]);
});

test("a cell's tables are its query's, or its values that are tables or bars", () => {
  const values = [
    { name: "prices", type: "Bars" },
    { name: "n", type: "number" },
  ];
  expect(cellTables({ kind: "sql", name: "q", values: [], columns: ["a"] })).toEqual([["q", ["a"]]]);
  expect(cellTables({ kind: "ts", values, columns: [] }).map(([name]) => name)).toEqual(["prices"]);
  const one = [{ name: "t", type: "Table" }];
  expect(cellTables({ kind: "ts", values: one, columns: ["x"] })).toEqual([["t", ["x"]]]);
});

test("columns that are no words are written in quotes, indicators with their first parameter", () => {
  expect([quotedColumn("close"), quotedColumn("max-drawdown"), quotedColumn('a"b')]).toEqual([
    "close",
    '"max-drawdown"',
    '"a""b"',
  ]);
  expect(indicatorTexts().map(({ label }) => label)).toEqual(expect.arrayContaining(["rsi(14)", "obv"]));
});
