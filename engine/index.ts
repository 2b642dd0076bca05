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

// 2 indicators
export { defineIndicator, type Indicator, type IndicatorSpec } from "./indicators/indicator.ts";
export { indicators } from "./indicators/catalogue.ts";
export { sma } from "./indicators/sma.ts";
export { ema } from "./indicators/ema.ts";
export { macd } from "./indicators/macd.ts";
export { rsi } from "./indicators/rsi.ts";
export { bollinger } from "./indicators/bollinger.ts";
export { atr } from "./indicators/atr.ts";

// 3 signals
export { buy, exit, hold, sell, type Signal } from "./signals/signal.ts";
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

// 5 risk
export { defineRule, type RiskRule } from "./risk/rule.ts";
export { rules } from "./risk/catalogue.ts";
export { stopLoss } from "./risk/stop-loss.ts";
export { takeProfit } from "./risk/take-profit.ts";
export { maxPosition } from "./risk/max-position.ts";

// 6 execution
export { paths } from "./execution/paths/catalogue.ts";
export { defineFee, type FeeSchedule } from "./execution/fees/fee-schedule.ts";
export { fees } from "./execution/fees/catalogue.ts";
export { ibkrFixed } from "./execution/fees/ibkr-fixed.ts";
export { noFees } from "./execution/fees/no-fees.ts";
export { defineSlippage, type SlippageModel } from "./execution/slippage/slippage-model.ts";
export { slippage } from "./execution/slippage/catalogue.ts";
export { fixedBps } from "./execution/slippage/fixed-bps.ts";
export { noSlippage } from "./execution/slippage/no-slippage.ts";

// 7 attribution
export { statistics } from "./attribution/statistics/catalogue.ts";

// strategies and runs
export { choice, defineStrategy, flag, int, num, type Strategy } from "./strategy.ts";
export { backtest, type BacktestOptions } from "./backtest.ts";
export { type AuditVerdict, type BacktestResult, type Trade } from "./result.ts";
export { type Manifest } from "./manifest.ts";
export { audit, type AuditOptions } from "./audit/audit.ts";

// generated markets
export { syntheticMarket } from "./synthetic/market.ts";
export { syntheticUniverse, type SyntheticSymbol } from "./synthetic/universe.ts";
