import { createCatalogue, type Catalogue } from "../../catalogue.ts";
import { alphaT } from "./alpha-t.ts";
import { alpha } from "./alpha.ts";
import { annualDownside } from "./annual-downside.ts";
import { annualReturn } from "./annual-return.ts";
import { annualVolatility } from "./annual-volatility.ts";
import { arithmeticAlpha } from "./arithmetic-alpha.ts";
import { autocorrelationSharpe } from "./autocorrelation-sharpe.ts";
import { averageHold } from "./average-hold.ts";
import { averageLeverage } from "./average-leverage.ts";
import { averageMae } from "./average-mae.ts";
import { averageMfe } from "./average-mfe.ts";
import { battingAverage } from "./batting-average.ts";
import { benchmarkReturn } from "./benchmark-return.ts";
import { bestMonth } from "./best-month.ts";
import { betaFragility } from "./beta-fragility.ts";
import { beta } from "./beta.ts";
import { breakEvenCost } from "./break-even-cost.ts";
import { calendarReturn } from "./calendar-return.ts";
import { calmar } from "./calmar.ts";
import { captureRatio } from "./capture-ratio.ts";
import { capture } from "./capture.ts";
import { concentration } from "./concentration.ts";
import { costDrag } from "./cost-drag.ts";
import { downBattingAverage } from "./down-batting-average.ts";
import { downCapture } from "./down-capture.ts";
import { expectancy } from "./expectancy.ts";
import { expectedShortfall } from "./expected-shortfall.ts";
import { exposure } from "./exposure.ts";
import { gainToPain } from "./gain-to-pain.ts";
import { informationRatio } from "./information-ratio.ts";
import { kRatio } from "./k-ratio.ts";
import { kurtosis } from "./kurtosis.ts";
import { longestDrawdownDays } from "./longest-drawdown-days.ts";
import { longestDrawdown } from "./longest-drawdown.ts";
import { losingStreak } from "./losing-streak.ts";
import { maxDrawdown } from "./max-drawdown.ts";
import { medianHold } from "./median-hold.ts";
import { minTrackRecord } from "./min-track-record.ts";
import { netLeverage } from "./net-leverage.ts";
import { omega } from "./omega.ts";
import { painIndex } from "./pain-index.ts";
import { payoff } from "./payoff.ts";
import { peakLeverage } from "./peak-leverage.ts";
import { periodPayoff } from "./period-payoff.ts";
import { periodProfitFactor } from "./period-profit-factor.ts";
import { periodWinRate } from "./period-win-rate.ts";
import { positiveMonths } from "./positive-months.ts";
import { probabilisticSharpe } from "./probabilistic-sharpe.ts";
import { profitFactor } from "./profit-factor.ts";
import { rSquared } from "./r-squared.ts";
import { recoveryFactor } from "./recovery-factor.ts";
import { sharpeError } from "./sharpe-error.ts";
import { sharpe } from "./sharpe.ts";
import { skewness } from "./skewness.ts";
import { sortino } from "./sortino.ts";
import { stability } from "./stability.ts";
import { systemQuality } from "./system-quality.ts";
import { tailRatio } from "./tail-ratio.ts";
import { totalReturn } from "./total-return.ts";
import { trackingError } from "./tracking-error.ts";
import { tradeCount } from "./trade-count.ts";
import { treynor } from "./treynor.ts";
import { turnover } from "./turnover.ts";
import { ulcerIndex } from "./ulcer-index.ts";
import { ulcerPerformance } from "./ulcer-performance.ts";
import { upBattingAverage } from "./up-batting-average.ts";
import { upCapture } from "./up-capture.ts";
import { valueAtRiskCornishFisher } from "./value-at-risk-cornish-fisher.ts";
import { valueAtRiskNormal } from "./value-at-risk-normal.ts";
import { valueAtRisk } from "./value-at-risk.ts";
import { winRate } from "./win-rate.ts";
import { worstMonth } from "./worst-month.ts";
import type { Performance, Statistic } from "./statistic.ts";

/** Every built-in statistic, in the order that reports show them. */
export const statistics: Catalogue<Statistic> = createCatalogue<Statistic>("statistics", [
  totalReturn,
  annualReturn,
  calendarReturn,
  annualVolatility,
  sharpe,
  sharpeError,
  autocorrelationSharpe,
  probabilisticSharpe,
  minTrackRecord,
  sortino,
  calmar,
  omega,
  gainToPain,
  maxDrawdown,
  longestDrawdown,
  longestDrawdownDays,
  ulcerIndex,
  painIndex,
  ulcerPerformance,
  recoveryFactor,
  annualDownside,
  valueAtRisk,
  expectedShortfall,
  valueAtRiskNormal,
  valueAtRiskCornishFisher,
  tailRatio,
  skewness,
  kurtosis,
  stability,
  kRatio,
  periodWinRate,
  periodProfitFactor,
  periodPayoff,
  bestMonth,
  worstMonth,
  positiveMonths,
  tradeCount,
  winRate,
  profitFactor,
  payoff,
  expectancy,
  systemQuality,
  averageHold,
  medianHold,
  averageMae,
  averageMfe,
  losingStreak,
  exposure,
  averageLeverage,
  peakLeverage,
  netLeverage,
  turnover,
  costDrag,
  breakEvenCost,
  concentration,
  benchmarkReturn,
  alpha,
  arithmeticAlpha,
  alphaT,
  beta,
  rSquared,
  informationRatio,
  trackingError,
  capture,
  upCapture,
  downCapture,
  captureRatio,
  battingAverage,
  upBattingAverage,
  downBattingAverage,
  betaFragility,
  treynor,
]);

/** Every statistic of a run by kind; null where it is not defined, absent where it needs a benchmark and there is none. */
export function computeStatistics(performance: Performance): Record<string, number | null> {
  const all = statistics.blocks.filter(({ benchmarked }) => !benchmarked || performance.benchmark);
  return Object.fromEntries(all.map((statistic) => [statistic.kind, statistic.compute(performance)]));
}
