import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backtest, bootstrapTrades, range, sma, strategies, sweep, syntheticMarket } from "#engine/index.ts";
import { timeChart } from "#engine/notebook/time-chart.ts";
import { showAll, showValue } from "#workers/cells/show-value.ts";
import { plot } from "#workers/cells/plot.ts";
import { correlationOf } from "#workers/cells/plots/correlation.ts";
import { parameterGrid } from "#workers/cells/plots/parameters.ts";
import { LINE_POINTS, pick, thinRows } from "#workers/cells/plots/thin.ts";

const bars = syntheticMarket({ kind: "mean-reverting", bars: 600, seed: 3 });
const result = backtest(strategies.find("bollinger-reversion").strategy, { bars });

describe("charts over time", () => {
  test("of candles hold indicators over and under the prices and the trades of a result", () => {
    const slow = sma.compute(bars, { lengthBars: 20 });
    const { chart } = plot.candles(bars, {
      overlays: { slow },
      panes: { spread: { a: slow, b: slow } },
      trades: result,
    });
    expect(timeChart.safeParse(chart).success).toBe(true);
    expect(chart.panes.map(({ series }) => series.map(({ kind }) => kind))).toEqual([
      ["candles", "volume", "line"],
      ["line", "line"],
    ]);
    expect(chart.trades.map(({ id }) => id)).toEqual(result.trades.map(({ id }) => id));
    expect(chart.trades.length).toBeGreaterThan(0);
  });

  test("find a result's trades by time when the candles are another part of the same bars", () => {
    const from = 100;
    const cut = (column: Float64Array) => column.slice(from);
    const part = {
      ...bars,
      ...{ openTime: cut(bars.openTime), closeTime: cut(bars.closeTime), availableAt: cut(bars.availableAt) },
      ...{ open: cut(bars.open), high: cut(bars.high), low: cut(bars.low), close: cut(bars.close) },
      volume: cut(bars.volume),
    };
    const late = result.trades.filter(({ entryBar }) => entryBar >= from);
    expect(plot.candles(part, { trades: result }).chart.trades.map(({ entryRow }) => entryRow)).toEqual(
      late.map(({ entryBar }) => entryBar - from),
    );
  });

  test("of an account begin with the benchmark at the account's own height", () => {
    const { chart } = plot.equity(result, { benchmark: bars.close });
    const [own, benchmark] = chart.panes[0]?.series ?? [];
    expect(own?.kind === "line" && benchmark?.kind === "line" && benchmark.values[0] === own.values[0]).toBe(
      true,
    );
    expect(plot.equity(result, { benchmark: bars }).chart).toEqual(chart);
    expect(() => plot.equity(result, { benchmark: [1, 2] })).toThrow("benchmark of 2 values for 600 closes");
  });

  test("refuse columns of another length and times that do not ascend", () => {
    expect(() => plot.candles(bars, { overlays: { short: [1] } })).toThrow("short has 1 values for 600 bars");
    expect(() => plot.overTime(Float64Array.of(2, 1), { a: [1, 2] })).toThrow("does not ascend strictly");
    expect(() => plot.overTime(Float64Array.of(1, NaN), { a: [1, 2] })).toThrow("does not ascend strictly");
  });

  test("of rolling statistics need a full window", () => {
    const [pane] = plot.rolling(result, { window: 100, statistic: "return" }).chart.panes;
    const [line] = pane?.series ?? [];
    const values = line?.kind === "line" ? line.values : new Float64Array(0);
    expect(Number.isNaN(values[99])).toBe(true);
    expect(values[100]).toBeCloseTo((result.equity[100] ?? 0) / (result.equity[0] ?? 1) - 1, 12);
    expect(() => plot.rolling(result, { window: 1 })).toThrow("invalid window: 1");
  });
});

describe("figures", () => {
  test("of parameters put each set of a sweep in its cell, the best where several share it", () => {
    const found = sweep(strategies.find("ema-crossover").strategy, {
      bars,
      grid: { fast: range(5, 9), slow: range(20, 40, 10) },
    });
    const { x, y, z } = parameterGrid(found, { metric: "totalReturn" });
    expect(z.flat()).toHaveLength(x.length * y.length);
    expect(z.flat()).toHaveLength(found.sets);
    const set = found.sets - 1;
    const [column, row] = Object.values(found.params).map((values) => values[set]);
    expect(z[y.indexOf(row ?? 0)]?.[x.indexOf(column ?? 0)]).toBe(found.metrics["totalReturn"]?.[set]);
    expect(plot.parameterSurface(found).data[0]).toMatchObject({ type: "surface" });
    expect(() => plot.parameterHeatmap(found, { x: "fest" })).toThrow(
      "unknown parameter: fest; this sweep has fast, slow",
    );
  });

  test("of months have a cell for each month of the run", () => {
    const [{ z } = { z: [] }] = plot.monthly(result).data;
    const cells = (z as (number | null)[][]).flat().filter((value) => value !== null);
    const months = new Set(Array.from(result.time, (time) => new Date(time).toISOString().slice(0, 7)));
    expect(cells).toHaveLength(months.size);
  });

  test("of distributions count every number once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 }),
        (values) => {
          const [histogram] = plot.distribution([...values, null]).data;
          const counts = histogram?.["y"] as Float64Array;
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        },
      ),
    );
  });

  test("of fans hold every path's bounds in nested bands around the median, and what happened among them", () => {
    const trades = Float64Array.of(0.1, -0.05, 0.02, 0.04, -0.08);
    const drawn = bootstrapTrades(trades, { draws: 200, seed: 2 });
    const actual = [1, 1.1, 1.045, 1.0659, 1.1085, 1.0198];
    const { data, layout } = plot.fan(drawn, { actual });
    expect(data.map(({ name }) => name)).toEqual([
      "median path",
      "what happened",
      "5 %",
      "95 %",
      "25 %",
      "75 %",
    ]);
    expect(data.map(({ fill }) => fill ?? null)).toEqual([null, null, null, "tonexty", null, "tonexty"]);
    expect(layout).toMatchObject({ title: { text: drawn.question } });
    const [median, happened, lowest, highest, low, high] = data.map(({ y }) => y as number[]);
    expect(happened).toEqual(actual);
    for (const step of actual.keys()) {
      const nested = [lowest, low, median, high, highest].map((edge) => edge?.[step] ?? NaN);
      expect(nested).toEqual(nested.toSorted((a, b) => a - b));
    }
  });

  test("of fans refuse what is no fan, and another record than the fan's", () => {
    const drawn = bootstrapTrades(Float64Array.of(0.1, -0.05));
    expect(() => plot.fan(drawn, { actual: [1, 2] })).toThrow(
      "actual has 2 values for 3 steps; give one each",
    );
    expect(() => plot.fan({ question: "?", bands: [] })).toThrow("fan of 0 bands; give 5");
  });

  test("of correlations are 1 with themselves, -1 with their mirror, undefined without variation", () => {
    // By hand: x = 1, 2, 3, y = 1, 3, 2 have r = 0.5.
    expect(correlationOf([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5, 12);
    expect(correlationOf([1, 2, null, 4], [-1, -2, 7, -4])).toBeCloseTo(-1, 12);
    expect(correlationOf([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(plot.correlation({ a: [1, 2, 3], b: [3, 1, 2] }).data[0]).toMatchObject({ x: ["a", "b"] });
  });

  test("of long lines keep their extremes in few points", () => {
    const long = Float64Array.from(
      { length: 100_000 },
      (_, row) => Math.sin(row / 50) + (row === 77_777 ? 9 : 0),
    );
    const rows = thinRows(long) ?? new Uint32Array(0);
    expect(rows.length).toBeLessThanOrEqual(LINE_POINTS);
    expect(Math.max(...pick(long, rows))).toBe(Math.max(...long));
    expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
  });
});

describe("values", () => {
  test("that are plain bars are shown as candles and a table, not as a tree", () => {
    const [chart, table] = showAll(bars);
    expect(chart).toMatchObject({ type: "chart" });
    expect(table).toMatchObject({ type: "table", rowCount: 600 });
    expect(showValue({ symbol: "x" })).toMatchObject({ type: "value" });
  });
});
