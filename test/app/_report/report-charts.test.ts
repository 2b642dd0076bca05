import { describe, expect, test } from "vitest";
import { equityChart, onBars, priceChart } from "#app/_report/report-charts.ts";
import { riskDecisions } from "#app/_report/risk-decisions.ts";
import { statisticGroups } from "#app/_report/statistic-groups.ts";
import { STATISTIC_ROWS, unitOf } from "#app/_report/statistic-rows.ts";
import { backtest, maxPosition, strategies, syntheticMarket } from "#engine/index.ts";
import { chartColumns, timeChart } from "#engine/notebook/time-chart.ts";
import { buyAndHold, yardstickOf } from "#engine/notebook/yardstick.ts";

const bars = syntheticMarket({ kind: "mean-reverting", bars: 600, seed: 7 });
const result = backtest(strategies.find("bollinger-reversion").strategy, {
  bars,
  risk: [maxPosition({ pct: 5 })],
});

describe("charts of a report", () => {
  test("are valid and have one row for each time", () => {
    for (const chart of [
      equityChart(result, 300),
      ...result.bars.map((each) => priceChart(result, each, 500)),
    ]) {
      expect(timeChart.safeParse(chart).error).toBeUndefined();
      for (const { length } of chartColumns(chart)) expect(length).toBe(chart.time.length);
    }
  });

  test("draw the band of a run by bounds, and none of any other", () => {
    const bounded = { ...result, bounds: { worst: result.equity, best: result.equity.map((v) => v + 1) } };
    const bands = (of: typeof result) =>
      equityChart(of, 300).panes.flatMap(({ series }) => series.filter(({ kind }) => kind === "band"));
    expect(bands(bounded)).toMatchObject([{ low: bounded.bounds.worst, high: bounded.bounds.best }]);
    expect(bands(result)).toEqual([]);
  });

  test("hold from the account's first close with the account's money", () => {
    const held = buyAndHold(result);
    expect(held?.[0]).toBe(result.equity[0]);
    expect(held?.at(-1)).toBeCloseTo(
      ((result.equity[0] ?? 0) * (bars.close.at(-1) ?? 0)) / (bars.close[0] ?? 1),
      6,
    );
  });

  test("draw the benchmark that was given instead, from the account's capital to its own return", () => {
    const benchmark = syntheticMarket({ kind: "trending", bars: 600, seed: 3 });
    const measured = backtest(strategies.find("bollinger-reversion").strategy, {
      ...{ bars, benchmark, capital: 50_000 },
    });
    const { name, values } = yardstickOf(measured) ?? { name: "", values: new Float64Array() };
    expect(name).toBe(benchmark.symbol);
    expect((values.at(-1) ?? NaN) / 50_000 - 1).toBeCloseTo(
      measured.statistics["benchmarkReturn"] ?? NaN,
      10,
    );
    expect(yardstickOf(result)?.name).toBe("buy and hold");
    const names = equityChart(measured, 300).panes.map(({ series }) => series.at(-1)?.name);
    expect(names).toEqual([benchmark.symbol, `of ${benchmark.symbol}`]);
  });

  test("place a close on the bar that it ends, and nothing before the account was opened", () => {
    const placed = onBars(Float64Array.of(0, 10, 20), Float64Array.of(19, 30), Float64Array.of(7, 8));
    expect([...placed]).toEqual([NaN, 7, 8]);
  });
});

describe("risk decisions", () => {
  test("are every change that a rule made to an entry, in time, with the trade that came of it", () => {
    const changed = result.trades.filter((trade) =>
      trade.decisions.some(({ action }) => action === "modify"),
    );
    expect(changed.length).toBeGreaterThan(0);
    expect(
      riskDecisions(result)
        .filter(({ action }) => action === "modify")
        .map(({ tradeId }) => tradeId),
    ).toEqual(changed.map(({ id }) => id));
  });
});

describe("statistics", () => {
  test("stand in exactly one group each, none is lost", () => {
    const grouped = statisticGroups(new Set(STATISTIC_ROWS.map(({ kind }) => kind))).flatMap(
      ({ rows }) => rows,
    );
    expect(grouped.map(({ kind }) => kind).sort()).toEqual(STATISTIC_ROWS.map(({ kind }) => kind).sort());
    expect(
      statisticGroups(new Set(STATISTIC_ROWS.map(({ kind }) => kind))).map(({ title }) => title),
    ).not.toContain("Other");
  });

  test("say what they count", () => {
    expect(unitOf({ kind: "averageHold" }, 1)).toBe(" bar");
    expect(unitOf({ kind: "sharpe" }, 2)).toBe("");
  });
});
