import { describe, expect, it } from "vitest";
import {
  deflatedSharpe,
  deflationBenchmark,
  effectiveTrials,
  expectedMaximum,
  minimumBacktestYears,
  sharpeHaircut,
} from "#engine/attribution/inference/deflated-sharpe.ts";
import { loFactor } from "#engine/attribution/inference/lo-adjustment.ts";
import {
  minimumTrackRecord,
  probabilisticSharpe,
} from "#engine/attribution/inference/probabilistic-sharpe.ts";
import { sharpeErrorNormal } from "#engine/attribution/inference/sharpe-error.ts";
import { computeStatistics } from "#engine/attribution/statistics/catalogue.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { fromReturns } from "#test/arbitraries/track-record.ts";

type Row = Readonly<Record<string, number>>;

interface Published {
  readonly expected_max_z: Row;
  readonly psr: readonly Row[];
  readonly psr_wrong_if_excess_kurtosis_used: number;
  readonly dsr: readonly Row[];
  readonly min_trl_years_95: readonly Row[];
  readonly min_btl_years_for_E_max_1: Row;
  readonly lo_eta_ar1_q12: Row;
  readonly lo_se_iid: readonly Row[];
  readonly harvey_liu_bonferroni: Row;
  readonly omega_pypbo: { readonly returns: number[]; readonly mar: number; readonly omega: number };
  readonly sortino_pypbo: { readonly returns: number[]; readonly sortino: number };
}

const value = (row: Row, name: string): number => row[name] ?? NaN;

/** A published record, from a year's Sharpe ratio to a period's. */
function sampleOf(row: Row) {
  const sharpe = value(row, "sr_ann") / Math.sqrt(value(row, "periods"));
  return { sharpe, periods: row["T"] ?? NaN, skewness: value(row, "skew"), kurtosis: value(row, "kurt_raw") };
}

describe.skipIf(!hasFixtures)(needsFixtures("Sharpe inference equals the published examples to 1e-9"), () => {
  const published = (): Published => readJsonFixture<Published>("quant/sharpe_published.json");

  it("probabilistic Sharpe ratio, with raw kurtosis and not excess", () => {
    for (const row of published().psr) {
      const bench = value(row, "bench") / Math.sqrt(value(row, "periods"));
      expectClose(probabilisticSharpe(sampleOf(row), bench), value(row, "psr"), 1e-9);
    }
    const [first = {}] = published().psr;
    const sample = sampleOf(first);
    const wrong = probabilisticSharpe({ ...sample, kurtosis: sample.kurtosis - 3 });
    expectClose(wrong, published().psr_wrong_if_excess_kurtosis_used, 1e-5);
  });

  it("expected maximum of trials, deflated Sharpe ratio, minimum backtest length", () => {
    const { expected_max_z: maxima, dsr, min_btl_years_for_E_max_1: years } = published();
    for (const [count, expected] of Object.entries(maxima))
      expectClose(expectedMaximum(Number(count)), expected, 1e-9);
    for (const row of dsr) {
      const trials = { count: value(row, "N"), variance: value(row, "var_sr_ann") / value(row, "periods") };
      expectClose(deflatedSharpe(sampleOf(row), trials), value(row, "dsr"), 1e-9);
      if (row["sr0"] !== undefined) expectClose(deflationBenchmark(trials), row["sr0"], 1e-9);
    }
    for (const [count, expected] of Object.entries(years))
      expectClose(minimumBacktestYears(Number(count)), expected, 1e-9);
    expect(effectiveTrials(100, 0)).toBe(100);
    expect(effectiveTrials(100, 1)).toBe(1);
  });

  it("minimum track record length", () => {
    for (const row of published().min_trl_years_95) {
      const bench = value(row, "bench_ann") / Math.sqrt(value(row, "periods"));
      expectClose(
        minimumTrackRecord(sampleOf(row), bench) / value(row, "periods"),
        value(row, "years"),
        1e-9,
      );
    }
    expect(minimumTrackRecord({ sharpe: 0.1, skewness: 0, kurtosis: 3 }, 0.1)).toBeNaN();
  });

  it("Lo's factor and standard error, as printed", () => {
    for (const [rho, expected] of Object.entries(published().lo_eta_ar1_q12)) {
      const lags = Float64Array.from({ length: 11 }, (_, lag) => Number(rho) ** (lag + 1));
      expect(loFactor(12, lags)).toBeCloseTo(expected, 3);
    }
    for (const row of published().lo_se_iid)
      expect(sharpeErrorNormal(value(row, "sr"), value(row, "T"))).toBeCloseTo(value(row, "se"), 4);
  });

  it("the haircut for many tests, as printed", () => {
    const row = published().harvey_liu_bonferroni;
    const found = sharpeHaircut(value(row, "sr_ann"), value(row, "years"), value(row, "tests"));
    expect(found.tStatistic).toBeCloseTo(value(row, "t"), 4);
    expect(found.pValue).toBeCloseTo(value(row, "p"), 6);
    expect(found.sharpe).toBeCloseTo(value(row, "sr_adj"), 3);
    expect(found.haircut).toBeCloseTo(value(row, "haircut"), 2);
  });

  it("omega and Sortino ratio, as printed", () => {
    const { omega_pypbo: omega, sortino_pypbo: sortino } = published();
    const above = { ...fromReturns(omega.returns, 1), riskFree: omega.mar };
    expect(computeStatistics(above)["omega"]).toBeCloseTo(omega.omega, 6);
    expect(computeStatistics(fromReturns(sortino.returns, 1))["sortino"]).toBeCloseTo(sortino.sortino, 6);
  });
});
