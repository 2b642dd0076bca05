import { normalCdf, normalQuantile } from "../../series/normal-distribution.ts";
import { probabilisticSharpe } from "./probabilistic-sharpe.ts";
import type { SharpeSample } from "./sharpe-error.ts";

const EULER = 0.5772156649015329;

/**
 * Expected largest of `trials` independent standard normal values; 0 for a single one.
 *
 * @see Bailey, Borwein, Lopez de Prado, Zhu (2014), Pseudo-Mathematics and Financial Charlatanism.
 */
export function expectedMaximum(trials: number): number {
  if (trials <= 1) return 0;
  return (1 - EULER) * normalQuantile(1 - 1 / trials) + EULER * normalQuantile(1 - 1 / (trials * Math.E));
}

/** What was tried before the record that is judged. */
export interface Trials {
  /** How many parameter sets and ideas were tried, losers included. */
  readonly count: number;
  /** Variance of their Sharpe ratios, per period. */
  readonly variance: number;
}

/** The Sharpe ratio per period that the best of so many trials reaches without any skill. */
export function deflationBenchmark({ count, variance }: Trials): number {
  return Math.sqrt(variance) * expectedMaximum(count);
}

/**
 * Deflated Sharpe ratio: probability that the true Sharpe ratio is above what the best of all trials reaches by luck.
 *
 * @see Bailey and Lopez de Prado (2014), The Deflated Sharpe Ratio.
 * @example deflatedSharpe(sharpeSample({ returns: closeReturns(result) }), { count: 50, variance: 0.002 })
 */
export function deflatedSharpe(sample: SharpeSample, trials: Trials): number {
  return probabilisticSharpe(sample, deflationBenchmark(trials));
}

/**
 * Years of data below which the best of `trials` strategies without skill is expected to show a yearly Sharpe ratio of `expectedBest`.
 *
 * @see Bailey, Borwein, Lopez de Prado, Zhu (2014), minimum backtest length.
 * @example table([10, 100, 1000].map((trials) => ({ trials, years: minimumBacktestYears(trials) })))
 */
export function minimumBacktestYears(trials: number, expectedBest = 1): number {
  return (expectedMaximum(trials) / expectedBest) ** 2;
}

/**
 * Number of independent trials that `trials` with a mean pairwise correlation are worth. @see Lopez de Prado (2018)
 *
 * @example effectiveTrials(100, 0.8)
 */
export function effectiveTrials(trials: number, meanCorrelation: number): number {
  return meanCorrelation + (1 - meanCorrelation) * trials;
}

/** A Sharpe ratio after a correction for the number of tests. */
export interface Haircut {
  readonly tStatistic: number;
  /** Two-sided, for one test. */
  readonly pValue: number;
  /** After the correction, at most 1. */
  readonly adjustedPValue: number;
  /** The yearly Sharpe ratio that the adjusted p-value belongs to. */
  readonly sharpe: number;
  /** Share of the Sharpe ratio that is taken off. */
  readonly haircut: number;
}

/**
 * Bonferroni haircut of a yearly Sharpe ratio for the number of tests behind it.
 *
 * @see Harvey and Liu (2015), Backtesting.
 * @example sharpeHaircut(1.2, 10, 200)
 */
export function sharpeHaircut(sharpe: number, years: number, tests: number): Haircut {
  const tStatistic = sharpe * Math.sqrt(years);
  const pValue = 2 * normalCdf(-Math.abs(tStatistic));
  const adjustedPValue = Math.min(1, pValue * tests);
  const adjusted = -normalQuantile(adjustedPValue / 2) / Math.sqrt(years);
  return { tStatistic, pValue, adjustedPValue, sharpe: adjusted, haircut: 1 - adjusted / sharpe };
}
