import { describe, expect, it } from "vitest";
import { computeStatistics, statistics } from "#engine/attribution/statistics/catalogue.ts";
import { performanceOf, type Performance } from "#engine/attribution/statistics/statistic.ts";
import type { RoundTrip } from "#engine/attribution/round-trips.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";

/** An account whose equity makes the given simple returns from 1 on. */
function fromReturns(
  returns: readonly number[],
  periodsPerYear = 252,
  trades: readonly RoundTrip[] = [],
): Performance {
  let value = 1;
  const equity = Float64Array.from(returns, (change) => (value *= 1 + change));
  return performanceOf({
    equity,
    exposure: new Float64Array(equity.length),
    capital: 1,
    trades,
    periodsPerYear,
  });
}

interface Metrics {
  readonly returns: number[];
  readonly empyrical: Readonly<Record<string, number>>;
}

describe.skipIf(!hasFixtures)(needsFixtures("statistics equal empyrical"), () => {
  it.each([
    [
      "quant/metrics.json",
      ["total_return", "cagr", "ann_vol", "sharpe_rf0", "sortino", "max_drawdown", "calmar"],
    ],
    [
      "metrics/aapl_sp500.json",
      [
        "cum_returns_final",
        "annual_return",
        "annual_volatility",
        "sharpe_ratio",
        "sortino_ratio",
        "max_drawdown",
        "calmar_ratio",
      ],
    ],
  ])("on %s to 1e-9", (file, theirs) => {
    const { returns, empyrical } = readJsonFixture<Metrics>(file);
    const ours = computeStatistics(fromReturns(returns));
    const kinds = [
      "totalReturn",
      "annualReturn",
      "annualVolatility",
      "sharpe",
      "sortino",
      "maxDrawdown",
      "calmar",
    ];
    for (const [index, kind] of kinds.entries())
      expectClose(ours[kind], empyrical[theirs[index] ?? ""] ?? NaN, 1e-9, kind);
  });
});

describe("empyrical's own test cases (tests/test_stats.py, 8 decimals)", () => {
  // Fixtures of tests/conftest.py, without the leading NaN that empyrical drops.
  const mixed = [1, 10, -4, 2, 3, 2, 1, -10].map((percent) => percent / 100);
  const negative = [0, -6, -7, -1, -9, -2, -6, -8, -5].map((percent) => percent / 100);

  it("cumulative return and drawdown", () => {
    expect(computeStatistics(fromReturns(mixed))["totalReturn"]).toBeCloseTo(0.03893, 5);
    expect(computeStatistics(fromReturns(mixed))["maxDrawdown"]).toBeCloseTo(-0.1, 8);
    expect(computeStatistics(fromReturns(negative))["totalReturn"]).toBeCloseTo(-0.3659, 4);
    expect(computeStatistics(fromReturns(negative))["maxDrawdown"]).toBeCloseTo(-0.3659073, 7);
  });
});

describe("a statistic that is not defined", () => {
  it("is null, never 0 or infinite", () => {
    const none = computeStatistics(fromReturns([]));
    for (const [kind, value] of Object.entries(none))
      expect([kind, value]).toEqual([kind, kind === "tradeCount" ? 0 : null]);
    const flat = computeStatistics(fromReturns([0, 0, 0]));
    expect(flat).toMatchObject({
      sharpe: null,
      sortino: null,
      calmar: null,
      annualVolatility: 0,
      maxDrawdown: 0,
    });
    const rising = computeStatistics(fromReturns([0.01, 0.02, 0.01]));
    expect(rising).toMatchObject({ sortino: null, calmar: null, maxDrawdown: 0 });
  });

  it("of an account that lost everything has no growth rate", () => {
    expect(computeStatistics(fromReturns([0.1, -1]))).toMatchObject({
      annualReturn: null,
      totalReturn: -1,
      calmar: null,
    });
    expect(computeStatistics(fromReturns([0.1, -1.5]))).toMatchObject({ annualReturn: null });
  });
});

describe("trade statistics", () => {
  const trade = (pnl: number, exitBar: number | null = 5): RoundTrip => ({
    ...{ id: 1, symbol: "T", side: "long", quantity: 1, entryBar: 1, entryTime: 0, entryPrice: 1 },
    ...{
      exitBar,
      exitTime: 0,
      exitPrice: 1,
      pnl,
      returnPct: 0,
      fees: 0,
      slippage: 0,
      mfe: 0,
      mae: 0,
      bars: 4,
    },
    ...{ entryReason: "", exitReason: "", decisions: [] },
  });

  it("count closed trades only, after costs", () => {
    const trades = [trade(30), trade(-10), trade(-5), trade(0), trade(999, null)];
    const found = computeStatistics(fromReturns([0.01], 252, trades));
    expect(found).toMatchObject({ tradeCount: 4, winRate: 0.25, profitFactor: 2, expectancy: 3.75 });
  });

  it("have no profit factor without a loss", () => {
    expect(computeStatistics(fromReturns([0.01], 252, [trade(30)]))).toMatchObject({
      profitFactor: null,
      winRate: 1,
    });
  });
});

describe("the catalogue", () => {
  it("holds at least ten, each said in words", () => {
    expect(statistics.blocks.length).toBeGreaterThanOrEqual(10);
    for (const { title, description } of statistics.blocks)
      expect(title.length * description.length).toBeGreaterThan(50);
  });
});
