import { describe, expect, it } from "vitest";
import { monthlyReturns, yearlyReturns } from "#engine/attribution/calendar-returns.ts";
import { deepestDrawdowns, drawdownTable } from "#engine/attribution/drawdown-table.ts";
import { rollingBeta, rollingSharpe, rollingVolatility } from "#engine/attribution/rolling.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { closesOn, fromReturns } from "#test/arbitraries/track-record.ts";

interface Aapl {
  readonly dates: string[];
  readonly returns: number[];
  readonly benchmark_returns: number[];
  readonly empyrical: {
    readonly aggregate_monthly: Readonly<Record<string, number>>;
    readonly aggregate_yearly: Readonly<Record<string, number>>;
  };
  readonly pyfolio_drawdowns_top5: readonly Readonly<Record<string, string | number>>[];
  readonly rolling: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

describe.skipIf(!hasFixtures)(needsFixtures("AAPL's report equals pyfolio and empyrical"), () => {
  const load = () => {
    const aapl = readJsonFixture<Aapl>("metrics/aapl_sp500.json");
    return { ...aapl, time: closesOn(aapl.dates), returns: Float64Array.from(aapl.returns) };
  };
  const lastFive = (column: Float64Array): number[] => [...column.slice(-5)];

  it("in rolling Sharpe ratio, volatility and beta", () => {
    const { returns, benchmark_returns: market, rolling } = load();
    const found = {
      rolling63_sharpe_last5: rollingSharpe(returns, 63, 252),
      rolling63_vol_last5: rollingVolatility(returns, 63, 252),
      rolling126_beta_last5: rollingBeta(returns, Float64Array.from(market), 126),
    };
    for (const [name, column] of Object.entries(found)) {
      const theirs = Object.values(rolling[name] ?? {});
      expect(theirs).toHaveLength(5);
      for (const [row, value] of lastFive(column).entries())
        expectClose(value, theirs[row] ?? NaN, 1e-9, name);
    }
  });

  it("in the returns of months and years", () => {
    const { time, returns, empyrical } = load();
    const months = monthlyReturns(time, returns);
    const name = ({ year, month = 0 }: { year: number; month?: number }): string =>
      `${year}-${String(month).padStart(2, "0")}`;
    expect(months.map(name)).toEqual(Object.keys(empyrical.aggregate_monthly));
    for (const month of months)
      expectClose(month.value, empyrical.aggregate_monthly[name(month)] ?? NaN, 1e-9, name(month));
    for (const { year, value } of yearlyReturns(time, returns))
      expectClose(value, empyrical.aggregate_yearly[String(year)] ?? NaN, 1e-9, String(year));
  });

  it("in the five deepest drawdowns", () => {
    const { time, returns, pyfolio_drawdowns_top5: theirs } = load();
    // Theirs begins at the first close, not at the capital before it.
    const { drawdown } = fromReturns(returns.slice(1));
    const ours = deepestDrawdowns({ drawdown, time: time.slice(1), start: time[0] ?? NaN });
    const date = (ms: number | null): string => new Date(ms ?? NaN).toISOString().slice(0, 10);
    for (const [row, expected] of theirs.entries()) {
      const found = ours[row];
      expectClose((found?.depth ?? NaN) * -100, Number(expected["Net drawdown in %"]), 1e-9);
      expect(date(found?.peakTime ?? NaN)).toBe(expected["Peak date"]);
      expect(date(found?.troughTime ?? NaN)).toBe(expected["Valley date"]);
      expect(date(found?.recoveryTime ?? NaN)).toBe(expected["Recovery date"]);
    }
  });
});

describe("drawdownTable", () => {
  const day = 86_400_000;
  it("counts the opening of the account as a peak, and leaves an unfinished fall open", () => {
    const drawdown = Float64Array.of(-0.1, -0.2, 0, -0.05);
    const time = Float64Array.of(day, 2 * day, 3 * day, 4 * day);
    expect(drawdownTable({ drawdown, time, start: 0 })).toEqual([
      { depth: -0.2, peakTime: 0, troughTime: 2 * day, recoveryTime: 3 * day, bars: 2, days: 3 },
      { depth: -0.05, peakTime: 3 * day, troughTime: 4 * day, recoveryTime: null, bars: 1, days: 1 },
    ]);
  });
});
