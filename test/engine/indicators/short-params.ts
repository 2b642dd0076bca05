const FOUR = { lengthBars: 4 };

/** Short parameters by kind, so that short random series get past the warm-up; kinds that need none are absent. */
export const SHORT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...Object.fromEntries(
    (
      "sma ema wma dema tema trima hma kama alma vwma zlema t3 rma rsi stochastic williams-r cci roc momentum trix cmo dpo fisher adx adxr " +
      "aroon vortex linear-regression atr natr bollinger bollinger-percent-b bollinger-width donchian choppiness standard-deviation variance " +
      "z-score percent-rank highest lowest beta correlation hurst realised-volatility parkinson-volatility garman-klass-volatility " +
      "yang-zhang-volatility cmf mfi rolling-vwap emv force-index volume-ma supertrend mass-index"
    )
      .split(" ")
      .map((kind) => [kind, FOUR] as const),
  ),
  macd: { fastBars: 2, slowBars: 4, signalBars: 3 },
  ppo: { fastBars: 2, slowBars: 4 },
  apo: { fastBars: 2, slowBars: 4 },
  "stoch-rsi": { lengthBars: 4, stochasticBars: 3 },
  "connors-rsi": { lengthBars: 3, streakBars: 2, rankBars: 6 },
  tsi: { longBars: 4, shortBars: 3 },
  kst: {
    roc1Bars: 1,
    roc2Bars: 2,
    roc3Bars: 3,
    roc4Bars: 4,
    sma1Bars: 2,
    sma2Bars: 2,
    sma3Bars: 2,
    sma4Bars: 3,
    signalBars: 2,
  },
  "ultimate-oscillator": { shortBars: 2, mediumBars: 3, longBars: 5 },
  "awesome-oscillator": { fastBars: 2, slowBars: 5 },
  coppock: { lengthBars: 3, longBars: 4, shortBars: 3 },
  ichimoku: { conversionBars: 2, baseBars: 3, spanBars: 5, displacementBars: 4 },
  keltner: { lengthBars: 4, rangeBars: 3 },
  "chande-kroll": { lengthBars: 4, stopBars: 3 },
  pivots: { leftBars: 2, rightBars: 2 },
};
