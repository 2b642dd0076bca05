import { describe, expect, test } from "vitest";
import { syntheticMarket } from "#engine/index.ts";
import { computeIndicator } from "#engine/indicators/evaluate.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { asOf } from "#workers/cells/as-of.ts";
import { tableOf } from "#workers/cells/table.ts";
import { openNodeWarehouse } from "#workers/warehouse/node.ts";
import { runCells } from "./run-cells.ts";

const market = syntheticMarket({ kind: "volatile", bars: 30, seed: 2, symbol: "WILD" });
const day = (bar: number): string => new Date(market.closeTime[bar] ?? 0).toISOString().slice(0, 10);
const news = [
  { published: day(12), score: 2, about: "WILD", text: "good" },
  { published: day(5), score: 1, about: "OTHER", text: "bad" },
];

describe("a table looked up as of each close", () => {
  test("is read by the names of its columns, its times as dates, ms or words", () => {
    const ways = [
      news,
      news.map((row) => ({ ...row, published: new Date(row.published) })),
      news.map((row) => ({ ...row, published: Date.parse(row.published) })),
    ];
    for (const way of ways) {
      const { score } = computeIndicator(asOf(tableOf(way), "score", { time: "published" }), market);
      expect([4, 5, 11, 12].map((bar) => score?.[bar])).toEqual([NaN, 1, 1, 2]);
    }
  });

  test("gives each symbol its own rows, and the same spec for the same question", () => {
    const table = tableOf(news);
    const options = { time: "published", symbol: "about" };
    const spec = asOf(table, ["score"], options);
    expect(computeIndicator(spec, market)["score"]?.[11]).toBeNaN();
    expect(asOf(table, ["score"], options)).toBe(spec);
  });

  test.each([
    [() => asOf(null as never, "score"), /no table to look up/],
    [() => asOf(tableOf(news), "score"), /no time from which the rows were known.*published, score/],
    [
      () => asOf(tableOf(news), "skore", { time: "published" }),
      /unknown column: skore; did you mean score\?/,
    ],
    [() => asOf(tableOf(news), "text", { time: "published" }), /column text holds words: good/],
    [() => asOf(tableOf(news), "score", { time: "text" }), /invalid time: good in row 1/],
    [() => asOf(tableOf(news), "score", { time: "published", maxAgeDays: 0 }), /invalid maxAgeDays: 0/],
  ])("says what cannot be looked up: %#", (ask, words) => {
    expect(ask).toThrow(words);
  });
});

test("a table is a series of a signal, a column beside the bars, and a source of other indicators", async () => {
  const cell = (id: string, source: string): NotebookCell => ({ id, kind: "ts", source });
  const states = await runCells(await openNodeWarehouse(), [
    cell("prices", `export const prices = await bars("WAVE")`),
    cell(
      "means",
      `export const means = table(prices.closeTime.map((_, bar) => bar).filter((bar) => bar % 30 === 29)
  .values().toArray().map((bar) => ({ available_at: new Date(prices.availableAt[bar]), close: prices.close[bar] })))`,
    ),
    cell("mean", `export const mean = asOf(means, "close")`),
    cell(
      "result",
      `backtest(defineStrategy({ name: "s", version: "1.0.0",
  indicators: () => ({ mean, smooth: sma({ lengthBars: 2, source: mean }) }),
  signal: ({ close, mean, smooth }) => (close.now > mean.now && smooth.now > 0 ? buy() : exit()) }), { bars: prices })`,
    ),
    cell("column", "[28, 29, 58, 59].map((bar) => indicator(mean, prices)[bar] === prices.close[bar])"),
  ]);
  const errors = Object.values(states).flatMap(({ error }) => error?.message ?? []);
  expect(errors).toEqual([]);
  const [report] = states["result"]?.outputs ?? [];
  expect(report?.type === "backtest" && report.result.trades.length).toBeGreaterThan(3);
  const [column] = states["column"]?.outputs ?? [];
  expect(JSON.stringify(column)).toMatch(/false.*true.*false.*true/);
});
