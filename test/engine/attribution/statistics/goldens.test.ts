import { describe, expect, it } from "vitest";
import { computeStatistics, statistics } from "#engine/attribution/statistics/catalogue.ts";
import type { RoundTrip } from "#engine/attribution/round-trips.ts";
import { closesOn, fromReturns } from "#test/arbitraries/track-record.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";

interface Metrics {
  readonly dates: string[];
  readonly returns: number[];
  readonly benchmark: number[];
  readonly benchmark_returns: number[];
  readonly empyrical: Readonly<Record<string, number>>;
  readonly own: Readonly<Record<string, number>>;
  readonly numpy_scipy: Readonly<Record<string, number>>;
}

/** Our statistic beside the name that a reference gives it. */
type Pairs = readonly (readonly [kind: string, theirs: string])[];

function expectPairs(
  ours: Record<string, number | null>,
  theirs: Readonly<Record<string, number>>,
  pairs: Pairs,
): void {
  for (const [kind, name] of pairs) {
    expect(theirs, name).toHaveProperty([name]);
    expectClose(ours[kind], theirs[name] ?? NaN, 1e-9, kind);
  }
}

describe.skipIf(!hasFixtures)(needsFixtures("statistics of 757 daily returns against a benchmark"), () => {
  const load = (): Metrics => readJsonFixture<Metrics>("quant/metrics.json");
  const compute = ({ dates, returns, benchmark }: Metrics, riskFree = 0): Record<string, number | null> => {
    const performance = fromReturns(returns, 252, {
      time: closesOn(dates),
      start: Date.parse("2018-12-31"),
      benchmark: Float64Array.from(benchmark),
    });
    return computeStatistics({ ...performance, riskFree });
  };

  it("equal empyrical to 1e-9", () => {
    const metrics = load();
    expectPairs(compute(metrics), metrics.empyrical, [
      ...([
        ["totalReturn", "total_return"],
        ["annualReturn", "cagr"],
        ["annualVolatility", "ann_vol"],
      ] as const),
      ...([
        ["sharpe", "sharpe_rf0"],
        ["sortino", "sortino"],
        ["annualDownside", "downside_risk"],
      ] as const),
      ...([
        ["maxDrawdown", "max_drawdown"],
        ["calmar", "calmar"],
        ["omega", "omega"],
      ] as const),
      ...([
        ["stability", "stability"],
        ["tailRatio", "tail_ratio"],
        ["alpha", "alpha"],
        ["beta", "beta"],
      ] as const),
      ...([
        ["upCapture", "up_capture"],
        ["downCapture", "down_capture"],
      ] as const),
      ...([
        ["capture", "capture"],
        ["captureRatio", "up_down_capture"],
        ["betaFragility", "beta_fragility"],
      ] as const),
      ...([
        ["valueAtRisk", "var5"],
        ["expectedShortfall", "cvar5"],
      ] as const),
    ]);
    expectPairs(compute(metrics, 0.02 / 252), metrics.empyrical, [["sharpe", "sharpe_rf_daily_0.02/252"]]);
  });

  it("equal definitions computed with numpy and statsmodels to 1e-9", () => {
    const metrics = load();
    const ours = compute(metrics);
    expectPairs(ours, metrics.own, [
      ...([
        ["skewness", "skew_pop"],
        ["kurtosis", "kurt_raw_pop"],
        ["maxDrawdown", "max_dd"],
      ] as const),
      ...([
        ["ulcerIndex", "ulcer_index_n"],
        ["painIndex", "pain_index"],
      ] as const),
      ...([
        ["longestDrawdown", "longest_dd_bars_underwater"],
        ["periodWinRate", "win_rate_nonzero"],
      ] as const),
      ...([
        ["periodProfitFactor", "profit_factor"],
        ["periodPayoff", "payoff"],
        ["gainToPain", "gain_to_pain_daily"],
      ] as const),
      ...([
        ["probabilisticSharpe", "psr0"],
        ["autocorrelationSharpe", "lo_sharpe_ann_6lags"],
      ] as const),
      ...([
        ["valueAtRiskNormal", "var5_normal"],
        ["valueAtRiskCornishFisher", "var5_cornish_fisher"],
      ] as const),
      ...([
        ["informationRatio", "information_ratio_ann"],
        ["trackingError", "tracking_error_ann"],
      ] as const),
      ...([
        ["rSquared", "r2"],
        ["alphaT", "alpha_t"],
        ["arithmeticAlpha", "alpha_ann_x252"],
        ["treynor", "treynor_ann"],
        ["beta", "beta_ols"],
      ] as const),
      ...([
        ["calendarReturn", "cagr_actual_365.25"],
        ["bestMonth", "best_month"],
      ] as const),
      ...([
        ["worstMonth", "worst_month"],
        ["positiveMonths", "pct_pos_months"],
      ] as const),
    ]);
    // The trap: excess kurtosis in the formula gives this value instead.
    expect(
      Math.abs((ours["probabilisticSharpe"] ?? 0) - (metrics.own["psr_quantstats_bug"] ?? 0)),
    ).toBeGreaterThan(1e-4);
  });
});

describe.skipIf(!hasFixtures)(needsFixtures("statistics of AAPL against the S&P 500"), () => {
  it("equal empyrical, numpy and scipy to 1e-9", () => {
    const metrics = readJsonFixture<Metrics>("metrics/aapl_sp500.json");
    const benchmark = Float64Array.from(metrics.benchmark_returns);
    const ours = computeStatistics(fromReturns(metrics.returns, 252, { benchmark }));
    expectPairs(ours, metrics.empyrical, [
      ...([
        ["totalReturn", "cum_returns_final"],
        ["annualReturn", "annual_return"],
      ] as const),
      ...([
        ["annualVolatility", "annual_volatility"],
        ["sharpe", "sharpe_ratio"],
        ["sortino", "sortino_ratio"],
      ] as const),
      ...([
        ["maxDrawdown", "max_drawdown"],
        ["calmar", "calmar_ratio"],
        ["omega", "omega_ratio"],
      ] as const),
      ...([
        ["tailRatio", "tail_ratio"],
        ["stability", "stability_of_timeseries"],
      ] as const),
      ...([
        ["valueAtRisk", "value_at_risk_5pct"],
        ["expectedShortfall", "conditional_value_at_risk_5pct"],
      ] as const),
      ...([
        ["alpha", "alpha"],
        ["beta", "beta"],
      ] as const),
    ]);
    expectPairs(ours, metrics.empyrical, [
      ["capture", "capture"],
      ["captureRatio", "up_down_capture"],
      ["betaFragility", "beta_fragility_heuristic"],
    ]);
    const batting = metrics.empyrical["batting_average"] as unknown as Readonly<Record<string, number>>;
    expectPairs(ours, batting, [
      ["battingAverage", "batting average"],
      ["upBattingAverage", "up market"],
      ["downBattingAverage", "down market"],
    ]);
    expectPairs(ours, metrics.numpy_scipy, [
      ...([
        ["rSquared", "ols_r2"],
        ["skewness", "skew_biased"],
        ["valueAtRiskNormal", "var_5_normal"],
      ] as const),
      ...([
        ["trackingError", "tracking_error_annual"],
        ["informationRatio", "information_ratio_annual"],
      ] as const),
      ...([
        ["treynor", "treynor_annual_mean"],
        ["probabilisticSharpe", "psr_sr0"],
      ] as const),
    ]);
    expectClose(
      ours["kurtosis"],
      (metrics.numpy_scipy["kurtosis_excess_biased"] ?? NaN) + 3,
      1e-9,
      "kurtosis",
    );
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
    const found = computeStatistics(fromReturns([0.01], 252, { trades }));
    expect(found).toMatchObject({ tradeCount: 4, winRate: 0.25, profitFactor: 2, expectancy: 3.75 });
  });

  it("have no profit factor without a loss", () => {
    expect(computeStatistics(fromReturns([0.01], 252, { trades: [trade(30)] }))).toMatchObject({
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
