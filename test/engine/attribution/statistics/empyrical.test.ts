import { describe, expect, it } from "vitest";
import { computeStatistics } from "#engine/attribution/statistics/catalogue.ts";
import { captureOf, marketFit } from "#engine/attribution/market-fit.ts";
import { rollingCapture, rollingSharpe } from "#engine/attribution/rolling.ts";
import { downsideDeviation, mean } from "#engine/series/moments.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { fromReturns } from "#test/arbitraries/track-record.ts";

type Case = readonly (string | number | readonly number[])[];

interface Cases {
  readonly tests: readonly { readonly test: string; readonly cases: readonly Case[] }[];
}

const percents = (...values: readonly number[]): number[] => values.map((value) => value / 100);

// Series of empyrical's conftest.py; the leading NaN of some is what their functions drop, so it is left out here.
const SERIES: Readonly<Record<string, readonly number[]>> = {
  empty_returns: [],
  one_return: [0.01],
  mixed_returns: percents(1, 10, -4, 2, 3, 2, 1, -10),
  "mixed_returns[1:]": percents(1, 10, -4, 2, 3, 2, 1, -10),
  "-mixed_returns": percents(-1, -10, 4, -2, -3, -2, -1, 10),
  weekly_returns: percents(0, 1, 10, -4, 2, 3, 2, 1, -10),
  monthly_returns: percents(0, 1, 10, -4, 2, 3, 2, 1, -10),
  simple_benchmark: percents(0, 1, 0, 1, 0, 1, 0, 1, 0),
  negative_returns: percents(0, -6, -7, -1, -9, -2, -6, -8, -5),
  "negative_returns[1:]": percents(-6, -7, -1, -9, -2, -6, -8, -5),
  all_negative_returns: percents(-2, -6, -7, -1, -9, -2, -6, -8, -5),
  positive_returns: percents(1, 2, 1, 1, 1, 1, 1, 1, 1),
  "positive_returns[1:]": percents(2, 1, 1, 1, 1, 1, 1, 1),
  udu_returns: percents(10, -10, 10),
  flat_line_1: percents(1, 1, 1, 1, 1, 1, 1, 1),
};

const PERIODS: Readonly<Record<string, number>> = {
  "empyrical.DAILY": 252,
  "empyrical.WEEKLY": 52,
  "empyrical.MONTHLY": 12,
};

/** Where empyrical counts the leading NaN as a period without a return (a trap, kept in their expected numbers). */
const idleFirst = (name: unknown, returns: readonly number[]): readonly number[] =>
  name === "mixed_returns" ? [0, ...returns] : returns;

const series = (name: unknown): readonly number[] | undefined => SERIES[String(name)];

/** A number, or null for what empyrical calls NaN or infinite: we call both undefined. */
function expectedOf(value: Case[number] | undefined): number | null | undefined {
  if (value === "np.nan" || value === "np.inf") return null;
  return typeof value === "number" ? value : undefined;
}

const statistic = (kind: string, returns: readonly number[], periods = 252): number | null =>
  computeStatistics(fromReturns(returns, periods))[kind] ?? null;

function excessOf(required: unknown, returns: readonly number[]): readonly number[] {
  const level = series(required);
  return returns.map((value, row) => value - (level ? (level[row] ?? NaN) : Number(required)));
}

/** Rows that both have, since empyrical aligns two series by date; mixed returns begin a day later, as does what stands beside them. */
function beside(returns: readonly number[], market: readonly number[]) {
  const length = Math.min(returns.length, market.length);
  const tail = (values: readonly number[]): Float64Array =>
    Float64Array.from(values.slice(values.length - length));
  return { returns: tail(returns), benchmark: tail(market), riskFree: 0, periodsPerYear: 252 };
}

function filtered(pair: ReturnType<typeof beside>): ReturnType<typeof beside> {
  const up = (_: number, row: number): boolean => (pair.benchmark[row] ?? 0) > 0;
  return { ...pair, returns: pair.returns.filter(up), benchmark: pair.benchmark.filter(up) };
}

function alphaBeta(pair: ReturnType<typeof beside>): readonly number[] {
  const { slope, intercept } = marketFit(pair);
  return [(1 + intercept) ** 252 - 1, slope];
}

function rollingOf(pair: ReturnType<typeof beside>, window: number, direction: 1 | -1): readonly number[] {
  return [...rollingCapture(pair, window, direction)].slice(Math.max(0, window - 1));
}

/** What we give for a case of each of their tests that we have a counterpart of. */
const OURS: Readonly<
  Record<string, (test: Case, returns: readonly number[]) => number | null | readonly number[]>
> = {
  test_max_drawdown: (_, returns) => statistic("maxDrawdown", returns),
  test_annual_ret: ([name, period], returns) =>
    statistic("annualReturn", idleFirst(name, returns), PERIODS[String(period)]),
  test_calmar: ([name, period], returns) =>
    statistic("calmar", idleFirst(name, returns), PERIODS[String(period)]),
  test_tail_ratio: ([name], returns) => statistic("tailRatio", idleFirst(name, returns)),
  test_downside_risk: ([, required, period], returns) =>
    downsideDeviation(Float64Array.from(excessOf(required, returns))) *
    Math.sqrt(PERIODS[String(period)] ?? NaN),
  test_sortino: ([, required, period], returns) => {
    const excess = Float64Array.from(excessOf(required, returns));
    return (mean(excess) / downsideDeviation(excess)) * Math.sqrt(PERIODS[String(period)] ?? NaN);
  },
  test_alpha_beta: ([, market], returns) => alphaBeta(beside(returns, series(market) ?? [])),
  test_up_alpha_beta: ([, market], returns) => alphaBeta(filtered(beside(returns, series(market) ?? []))),
  test_up_capture: ([, market], returns) => captureOf(beside(returns, series(market) ?? []), 1),
  test_down_capture: ([, market], returns) => captureOf(beside(returns, series(market) ?? []), -1),
  test_roll_up_capture: ([, market, window], returns) =>
    rollingOf(beside(returns, series(market) ?? []), Number(window), 1),
  test_roll_up_down_capture: ([, market, window], returns) => {
    const pair = beside(returns, series(market) ?? []);
    const down = rollingOf(pair, Number(window), -1);
    return rollingOf(pair, Number(window), 1).map((up, row) => up / (down[row] ?? NaN));
  },
  // Of mixed returns theirs has one window more, which holds the NaN: it is cut off below.
  test_roll_sharpe_ratio: ([, window], returns) =>
    [...rollingSharpe(Float64Array.from(returns), Number(window), 252)].filter(
      (value) => !Number.isNaN(value),
    ),
};

/** Decimals that the expected numbers are printed with, where that is fewer than eight. */
const PRINTED: Readonly<Record<string, number>> = {
  test_max_drawdown: 6,
  test_roll_sharpe_ratio: 7,
  test_down_capture: 7,
};

describe.skipIf(!hasFixtures)(needsFixtures("empyrical's own test cases to 8 decimals"), () => {
  const { tests } = hasFixtures ? readJsonFixture<Cases>("metrics/empyrical_cases.json") : { tests: [] };
  const known = tests.flatMap(({ test, cases }) =>
    cases
      .filter((row) => OURS[test] && series(row[0]) && !String(row.at(-1)).startsWith("pd."))
      .map((row) => [test, row] as const),
  );

  it("are at hand", () => expect(known.length).toBeGreaterThan(45));

  it.each(known)("%s %j", (test, row) => {
    const ours = OURS[test]?.(row, series(row[0]) ?? []);
    const theirs = row.at(-1);
    const digits = PRINTED[test] ?? 8;
    const extra = Array.isArray(theirs) && theirs.length > (ours as readonly number[]).length ? 1 : 0;
    const pairs = Array.isArray(theirs)
      ? theirs
          .slice(extra)
          .map((value: number, index) => [(ours as readonly number[])[index], value] as const)
      : [[ours as number | null, expectedOf(theirs)] as const];
    for (const [mine, expected] of pairs) {
      if (typeof expected === "number") expect(mine).toBeCloseTo(expected, digits);
      // Theirs is NaN or infinite: ours becomes null in a statistic.
      else if (typeof mine === "number") expect(Number.isFinite(mine)).toBe(false);
    }
  });

  it.each([
    ["mixed_returns", 0.03893],
    ["negative_returns", -0.3659],
    ["one_return", 0.01],
  ])("cum_returns_final of %s", (name, expected) => {
    expect(statistic("totalReturn", series(name) ?? [])).toBeCloseTo(expected, 4);
  });
});
