import { expect, test } from "vitest";
import { byPeriod } from "#engine/attribution/by-period.ts";
import { backtest, strategies, syntheticMarket } from "#engine/index.ts";
import { backtestBlocks } from "#engine/notebook/formats/backtest-blocks.ts";

const bars = syntheticMarket({ kind: "mean-reverting", bars: 600, seed: 7 });
const benchmark = syntheticMarket({ kind: "trending", bars: 600, seed: 3 });
const { strategy } = strategies.find("bollinger-reversion");
const result = backtest(strategy, { bars, benchmark });

test("a backtest is told with its benchmark's numbers, and drawn beside it", () => {
  const blocks = backtestBlocks(result);
  const against = blocks.find((block) => block.type === "facts" && block.title.startsWith("Against"));
  expect(against).toMatchObject({ title: `Against ${benchmark.symbol}` });
  expect(against?.type === "facts" && against.facts.map(([name]) => name)).toHaveLength(5);
  const [equity] = blocks.filter(({ type }) => type === "chart");
  expect(equity?.type === "chart" && equity.svg.match(/<path /g)).toHaveLength(2);
  const alone = backtestBlocks(backtest(strategy, { bars }));
  expect(alone.filter(({ type }) => type === "facts")).toHaveLength(1);
});

test("its months stand in a table that says what the year came to", () => {
  const table = backtestBlocks(result).flatMap((block) => (block.type === "table" ? [block.table] : []))[0];
  const { capital } = result.manifest.settings;
  const years = byPeriod({ time: result.time, equity: result.equity, capital: Number(capital) }, "year");
  expect(table?.columns).toHaveLength(14);
  expect(table?.rows.map((row) => [row[0], row.at(-1)?.replace("−", "-")])).toEqual(
    years.map(({ year, value }) => [String(year), (value * 100).toFixed(1).replace(/^-0\.0$/, "0.0")]),
  );
});

test("a drawdown's axis is in percent", () => {
  const drawdown = backtestBlocks(result).filter(({ type }) => type === "chart")[1];
  expect(drawdown?.type === "chart" ? drawdown.svg : "").toMatch(/>−\d+(\.\d+)?%</);
});
