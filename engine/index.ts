/**
 * The engine's public API in the order of its flow, and what notebook cells see:
 * data, indicators, signals, sizing, risk, execution, attribution; then strategies, runs and their audit.
 */
export { z } from "zod";
export { EngineError, toPlainError, type ErrorCode, type ErrorSite } from "./errors.ts";
export { ENGINE_VERSION } from "./version.ts";
export { createRandom, type Random } from "./random.ts";
export { hashBytes, hashColumns, hashJson, hashText } from "./hash.ts";

// 1 data
export { TIMEFRAMES, type BarColumn, type Bars, type Timeframe } from "./market/bars.ts";
export { alwaysOpen, usEquity, type Calendar } from "./market/calendar.ts";
export { createBars, hashBars, sliceBars } from "./data/dataset.ts";
export { checkBars } from "./data/check-bars.ts";
export { parseBarsCsv } from "./data/bars-csv.ts";
export { detectTimeframe } from "./data/detect-timeframe.ts";
export { resample } from "./data/resample.ts";
export { asOfRows } from "./data/as-of.ts";
export { adjustBars, type AdjustOptions } from "./data/adjust.ts";
export { createUniverse, type Membership, type Universe } from "./data/universe.ts";
export { inspectBars, type QualityReport } from "./data/quality/report.ts";
export { compareSources, inspectSurvivorship } from "./data/quality/across-symbols.ts";

// 2 indicators
export { defineIndicator, type Indicator, type IndicatorSpec } from "./indicators/indicator.ts";
export { indicators } from "./indicators/catalogue.ts";
export { sma } from "./indicators/sma.ts";
export { ema } from "./indicators/ema.ts";
export { macd } from "./indicators/macd.ts";
export { rsi } from "./indicators/rsi.ts";
export { bollinger } from "./indicators/bollinger.ts";
export { atr } from "./indicators/atr.ts";
export { wma } from "./indicators/wma.ts";
export { dema } from "./indicators/dema.ts";
export { tema } from "./indicators/tema.ts";
export { trima } from "./indicators/trima.ts";
export { hma } from "./indicators/hma.ts";
export { kama } from "./indicators/kama.ts";
export { alma } from "./indicators/alma.ts";
export { vwma } from "./indicators/vwma.ts";
export { zlema } from "./indicators/zlema.ts";
export { t3 } from "./indicators/t3.ts";
export { rma } from "./indicators/rma.ts";
export { ppo } from "./indicators/ppo.ts";
export { apo } from "./indicators/apo.ts";
export { stochRsi } from "./indicators/stoch-rsi.ts";
export { connorsRsi } from "./indicators/connors-rsi.ts";
export { stochastic } from "./indicators/stochastic.ts";
export { williamsR } from "./indicators/williams-r.ts";
export { cci } from "./indicators/cci.ts";
export { roc } from "./indicators/roc.ts";
export { momentum } from "./indicators/momentum.ts";
export { trix } from "./indicators/trix.ts";
export { tsi } from "./indicators/tsi.ts";
export { kst } from "./indicators/kst.ts";
export { ultimateOscillator } from "./indicators/ultimate-oscillator.ts";
export { awesomeOscillator } from "./indicators/awesome-oscillator.ts";
export { cmo } from "./indicators/cmo.ts";
export { dpo } from "./indicators/dpo.ts";
export { coppock } from "./indicators/coppock.ts";
export { fisher } from "./indicators/fisher.ts";
export { balanceOfPower } from "./indicators/balance-of-power.ts";
export { adx } from "./indicators/adx.ts";
export { adxr } from "./indicators/adxr.ts";
export { aroon } from "./indicators/aroon.ts";
export { vortex } from "./indicators/vortex.ts";
export { parabolicSar } from "./indicators/parabolic-sar.ts";
export { supertrend } from "./indicators/supertrend.ts";
export { ichimoku } from "./indicators/ichimoku.ts";
export { linearRegression } from "./indicators/linear-regression.ts";
export { massIndex } from "./indicators/mass-index.ts";
export { natr } from "./indicators/natr.ts";
export { trueRange } from "./indicators/true-range.ts";
export { bollingerPercentB } from "./indicators/bollinger-percent-b.ts";
export { bollingerWidth } from "./indicators/bollinger-width.ts";
export { keltner } from "./indicators/keltner.ts";
export { donchian } from "./indicators/donchian.ts";
export { chandeKroll } from "./indicators/chande-kroll.ts";
export { choppiness } from "./indicators/choppiness.ts";
export { standardDeviation } from "./indicators/standard-deviation.ts";
export { variance } from "./indicators/variance.ts";
export { zScore } from "./indicators/z-score.ts";
export { percentRank } from "./indicators/percent-rank.ts";
export { highest } from "./indicators/highest.ts";
export { lowest } from "./indicators/lowest.ts";
export { pivots } from "./indicators/pivots.ts";
export { beta } from "./indicators/beta.ts";
export { correlation } from "./indicators/correlation.ts";
export { hurst } from "./indicators/hurst.ts";
export { realisedVolatility } from "./indicators/realised-volatility.ts";
export { parkinsonVolatility } from "./indicators/parkinson-volatility.ts";
export { garmanKlassVolatility } from "./indicators/garman-klass-volatility.ts";
export { yangZhangVolatility } from "./indicators/yang-zhang-volatility.ts";
export { obv } from "./indicators/obv.ts";
export { accumulationDistribution } from "./indicators/accumulation-distribution.ts";
export { adosc } from "./indicators/adosc.ts";
export { cmf } from "./indicators/cmf.ts";
export { mfi } from "./indicators/mfi.ts";
export { sessionVwap } from "./indicators/session-vwap.ts";
export { anchoredVwap } from "./indicators/anchored-vwap.ts";
export { rollingVwap } from "./indicators/rolling-vwap.ts";
export { emv } from "./indicators/emv.ts";
export { forceIndex } from "./indicators/force-index.ts";
export { volumeMa } from "./indicators/volume-ma.ts";
export { nvi } from "./indicators/nvi.ts";
export { pvi } from "./indicators/pvi.ts";
export { gap } from "./indicators/gap.ts";
export { openingRange } from "./indicators/opening-range.ts";
export { barPrice } from "./indicators/bar-price.ts";
export { defineStepIndicator, type StepBar } from "./indicators/step-indicator.ts";

// 3 signals
export { buy, exit, hold, sell, type Signal, type SignalDetails } from "./signals/signal.ts";
export { crossesAbove, crossesBelow, type CrossRule } from "./signals/cross.ts";
export { type Series } from "./signals/series.ts";
export { defineSignal } from "./signals/generator.ts";
export { signals } from "./signals/catalogue.ts";
export { crossover } from "./signals/crossover.ts";
export { threshold } from "./signals/threshold.ts";
export { breakout } from "./signals/breakout.ts";
export { combined } from "./signals/combined.ts";
export { weighted } from "./signals/weighted.ts";
export { fromFunction } from "./signals/from-function.ts";
export { ruleSignal } from "./signals/rule-signal.ts";
export { defineCondition, type Condition } from "./signals/condition.ts";
export { conditions } from "./signals/conditions/catalogue.ts";
export { above, below, crossDown, crossUp } from "./signals/conditions/comparison.ts";
export { falling, rising } from "./signals/conditions/direction.ts";
export { overbought, oversold } from "./signals/conditions/oscillator-level.ts";
export { touchLowerBand, touchUpperBand } from "./signals/conditions/touch-band.ts";
export { trendDown, trendUp } from "./signals/conditions/trend.ts";
export { breaksHigh, breaksLow } from "./signals/conditions/range-break.ts";
export { busyVolume } from "./signals/conditions/busy-volume.ts";

// 4 sizing
export { defineSizer, type Sizer } from "./sizing/sizer.ts";
export { sizers } from "./sizing/catalogue.ts";
export { fixedFraction } from "./sizing/fixed-fraction.ts";
export { atrRisk } from "./sizing/atr-risk.ts";
export { equalWeight } from "./sizing/equal-weight.ts";
export { fixedDollar } from "./sizing/fixed-dollar.ts";
export { fixedQuantity } from "./sizing/fixed-quantity.ts";
export { kelly } from "./sizing/kelly.ts";
export { riskParity } from "./sizing/risk-parity.ts";
export { volatilityTarget } from "./sizing/volatility-target.ts";

export { marketRegime, MARKET_REGIME, type Regime } from "./regimes/market-regime.ts";

// 5 risk
export { defineRule, type RiskRule } from "./risk/rule.ts";
export { rules } from "./risk/catalogue.ts";
export { stopLoss } from "./risk/stop-loss.ts";
export { takeProfit } from "./risk/take-profit.ts";
export { maxPosition } from "./risk/max-position.ts";
export { trailingStop } from "./risk/trailing-stop.ts";
export { atrStop } from "./risk/atr-stop.ts";
export { atrTrailingStop } from "./risk/atr-trailing-stop.ts";
export { timeStop } from "./risk/time-stop.ts";
export { maxExposure } from "./risk/max-exposure.ts";
export { maxOpenPositions } from "./risk/max-open-positions.ts";
export { correlationLimit } from "./risk/correlation-limit.ts";
export { maxDrawdown } from "./risk/max-drawdown.ts";
export { dailyLossLimit } from "./risk/daily-loss-limit.ts";
export { cooldown } from "./risk/cooldown.ts";
export { universeMembers } from "./risk/universe-members.ts";
export { volumeLimit } from "./risk/volume-limit.ts";
export { noShorts } from "./risk/no-shorts.ts";
export { regimeFilter } from "./risk/regime-filter.ts";

// 6 execution
export { paths } from "./execution/paths/catalogue.ts";
export { defineFee, type FeeSchedule } from "./execution/fees/fee-schedule.ts";
export { fees } from "./execution/fees/catalogue.ts";
export { ibkrFixed } from "./execution/fees/ibkr-fixed.ts";
export { ibkrTiered } from "./execution/fees/ibkr-tiered.ts";
export { ibkrFx } from "./execution/fees/ibkr-fx.ts";
export { ibkrOptions } from "./execution/fees/ibkr-options.ts";
export { usRegulatory } from "./execution/fees/us-regulatory.ts";
export { percent } from "./execution/fees/percent.ts";
export { noFees } from "./execution/fees/no-fees.ts";
export { defineSlippage, type SlippageModel } from "./execution/slippage/slippage-model.ts";
export { slippage } from "./execution/slippage/catalogue.ts";
export { fixedBps } from "./execution/slippage/fixed-bps.ts";
export { halfSpread } from "./execution/slippage/half-spread.ts";
export { estimatedSpread } from "./execution/slippage/estimated-spread.ts";
export { squareRoot } from "./execution/slippage/square-root.ts";
export { almgren } from "./execution/slippage/almgren.ts";
export { noSlippage } from "./execution/slippage/no-slippage.ts";

// 7 attribution
export { statistics } from "./attribution/statistics/catalogue.ts";
export { type Benchmark } from "./attribution/benchmark-returns.ts";
export { byStage, type StageProfits } from "./attribution/by-stage.ts";
export { bySymbol } from "./attribution/by-symbol.ts";
export { bySide } from "./attribution/by-side.ts";
export { byEntryTime } from "./attribution/by-entry-time.ts";
export { stressReturns, STRESS_WINDOWS, type StressReturn } from "./attribution/stress-windows.ts";
export { liquidation, type Liquidation } from "./attribution/liquidation.ts";
export { byExitReason } from "./attribution/by-exit-reason.ts";
export { byPeriod, type PeriodProfit } from "./attribution/by-period.ts";
export { monthlyReturns, yearlyReturns, type PeriodReturn } from "./attribution/calendar-returns.ts";
export { deepestDrawdowns, drawdownTable, type DrawdownRow } from "./attribution/drawdown-table.ts";
export { rollingBeta, rollingCapture, rollingSharpe, rollingVolatility } from "./attribution/rolling.ts";
export {
  crossSectionalCoefficient,
  informationCoefficient,
  type InformationCoefficient,
} from "./attribution/information-coefficient.ts";
export { tailRisk, type TailRisk } from "./attribution/inference/tail-risk.ts";
export { sharpeSample } from "./attribution/sharpe-sample.ts";
export { minimumTrackRecord, probabilisticSharpe } from "./attribution/inference/probabilistic-sharpe.ts";
export {
  deflatedSharpe,
  effectiveTrials,
  minimumBacktestYears,
  sharpeHaircut,
} from "./attribution/inference/deflated-sharpe.ts";

// strategies and runs
export { choice, defineStrategy, flag, int, num, type Strategy } from "./strategy.ts";
export { defineUniverseStrategy, rankBy, type UniverseView } from "./universe-strategy.ts";
export { strategyBuilder, type StrategyBuilder } from "./builder.ts";
export { parseStrategySpec } from "./spec/parse.ts";
export { runOptionsOf, strategyFromSpec } from "./spec/bind.ts";
export { strategySpec, type StrategySpec } from "./spec/strategy-spec.ts";
export { universeSpec, type UniverseSpec } from "./spec/universe-spec.ts";
export { optimizationOf, type SpecOptimization } from "./experiments/spec-search.ts";
export { composeSpecs } from "./spec/compose.ts";
export { strategies } from "./strategies/catalogue.ts";
export { backtest, type BacktestOptions } from "./backtest.ts";
export { blotter, type Blotter, type BlotterFill, type BlotterOrder } from "./blotter.ts";
export { type DataNeeds } from "./data/data-needs.ts";
export { type CorporateAction } from "./market/corporate-actions.ts";
export { type Delisting, type DelistingInput } from "./market/delisting.ts";
export { type AuditVerdict, type BacktestResult, type ExecutionReport, type Trade } from "./result.ts";
export { type Manifest } from "./manifest.ts";
export { rerun, type RerunOptions } from "./rerun.ts";
export { audit, type AuditOptions } from "./audit/audit.ts";
export { range } from "./experiments/grid.ts";
export { sweep, type SweepOptions, type SweepResult } from "./experiments/sweep.ts";
export { openSearch, type Search } from "./experiments/search/search.ts";
export { samplers } from "./experiments/search/catalogue.ts";
export { studyOf, type OptimizeOptions } from "./experiments/study/optimize.ts";
export { boundOptions } from "./experiments/study/bound-options.ts";
export { completeStudy } from "./experiments/study/study.ts";
export { type StudyResult } from "./experiments/study/study-result.ts";
export { walkForwardWindows } from "./experiments/validation/walk-forward.ts";
export { combinatorialPaths, purgedSplits } from "./experiments/validation/purged-folds.ts";
export { overfittingProbability } from "./experiments/overfitting/cscv.ts";
export { superiorAbility } from "./experiments/overfitting/superior-ability.ts";
export { plateauOf, type Plateau } from "./experiments/overfitting/plateau.ts";
export { permutationPValue } from "./experiments/overfitting/permutation-p-value.ts";
export { bootstrapTrades, dropTrades, shuffleTrades } from "./experiments/monte-carlo/trade-paths.ts";
export { bootstrapReturns, jitterStart } from "./experiments/monte-carlo/return-paths.ts";
export { pathOf, type AccountPath, type PathFan } from "./experiments/monte-carlo/path-fan.ts";
export { fanFacts, type FanFacts } from "./experiments/monte-carlo/fan-facts.ts";
export { closeReturns, grownBy, tradeReturns } from "./experiments/monte-carlo/account-returns.ts";
export {
  harderRuns,
  noisyRuns,
  permutedRuns,
  type HarderRun,
  type ShakenOptions,
} from "./experiments/monte-carlo/shaken-runs.ts";
export { noisyBars, permuteBars } from "./experiments/monte-carlo/permuted-bars.ts";
export { costSweep, type CostLevel } from "./experiments/monte-carlo/cost-sweep.ts";
export { dearerFees, dearerSlippage, delayed } from "./experiments/monte-carlo/execution-noise.ts";
export { createRegistry, versionRecord, type StrategyRegistry, type VersionRecord } from "./registry.ts";
export { strategyTester, type StrategyTester, type TestReport } from "./testing/strategy-tester.ts";
export { testMarkets } from "./testing/test-markets.ts";

// generated markets
export { syntheticMarket } from "./synthetic/market.ts";
export { syntheticUniverse, type SyntheticSymbol } from "./synthetic/universe.ts";
