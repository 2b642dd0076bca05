import { createCatalogue, type Catalogue } from "../catalogue.ts";
import { accumulationDistribution } from "./accumulation-distribution.ts";
import { adosc } from "./adosc.ts";
import { adx } from "./adx.ts";
import { adxr } from "./adxr.ts";
import { alma } from "./alma.ts";
import { anchoredVwap } from "./anchored-vwap.ts";
import { apo } from "./apo.ts";
import { aroon } from "./aroon.ts";
import { atr } from "./atr.ts";
import { awesomeOscillator } from "./awesome-oscillator.ts";
import { balanceOfPower } from "./balance-of-power.ts";
import { barPrice } from "./bar-price.ts";
import { beta } from "./beta.ts";
import { bollinger } from "./bollinger.ts";
import { bollingerPercentB } from "./bollinger-percent-b.ts";
import { bollingerWidth } from "./bollinger-width.ts";
import { cci } from "./cci.ts";
import { chandeKroll } from "./chande-kroll.ts";
import { choppiness } from "./choppiness.ts";
import { cmf } from "./cmf.ts";
import { cmo } from "./cmo.ts";
import { connorsRsi } from "./connors-rsi.ts";
import { coppock } from "./coppock.ts";
import { correlation } from "./correlation.ts";
import { dema } from "./dema.ts";
import { donchian } from "./donchian.ts";
import { dpo } from "./dpo.ts";
import { ema } from "./ema.ts";
import { emv } from "./emv.ts";
import { fisher } from "./fisher.ts";
import { forceIndex } from "./force-index.ts";
import { gap } from "./gap.ts";
import { garmanKlassVolatility } from "./garman-klass-volatility.ts";
import { highest } from "./highest.ts";
import { hma } from "./hma.ts";
import { hurst } from "./hurst.ts";
import { ichimoku } from "./ichimoku.ts";
import type { AnyIndicator } from "./indicator.ts";
import { kama } from "./kama.ts";
import { keltner } from "./keltner.ts";
import { kst } from "./kst.ts";
import { linearRegression } from "./linear-regression.ts";
import { lowest } from "./lowest.ts";
import { macd } from "./macd.ts";
import { massIndex } from "./mass-index.ts";
import { mfi } from "./mfi.ts";
import { momentum } from "./momentum.ts";
import { natr } from "./natr.ts";
import { nvi } from "./nvi.ts";
import { obv } from "./obv.ts";
import { openingRange } from "./opening-range.ts";
import { parabolicSar } from "./parabolic-sar.ts";
import { parkinsonVolatility } from "./parkinson-volatility.ts";
import { percentRank } from "./percent-rank.ts";
import { pivots } from "./pivots.ts";
import { ppo } from "./ppo.ts";
import { pvi } from "./pvi.ts";
import { realisedVolatility } from "./realised-volatility.ts";
import { rma } from "./rma.ts";
import { roc } from "./roc.ts";
import { rollingVwap } from "./rolling-vwap.ts";
import { rsi } from "./rsi.ts";
import { sessionVwap } from "./session-vwap.ts";
import { sma } from "./sma.ts";
import { standardDeviation } from "./standard-deviation.ts";
import { stochRsi } from "./stoch-rsi.ts";
import { stochastic } from "./stochastic.ts";
import { supertrend } from "./supertrend.ts";
import { t3 } from "./t3.ts";
import { tema } from "./tema.ts";
import { trima } from "./trima.ts";
import { trix } from "./trix.ts";
import { trueRange } from "./true-range.ts";
import { tsi } from "./tsi.ts";
import { ultimateOscillator } from "./ultimate-oscillator.ts";
import { variance } from "./variance.ts";
import { volumeMa } from "./volume-ma.ts";
import { vortex } from "./vortex.ts";
import { vwma } from "./vwma.ts";
import { williamsR } from "./williams-r.ts";
import { wma } from "./wma.ts";
import { yangZhangVolatility } from "./yang-zhang-volatility.ts";
import { zScore } from "./z-score.ts";
import { zlema } from "./zlema.ts";

/** Every built-in indicator: averages, momentum, trend, bands, statistics, volatility, volume, sessions. */
export const indicators: Catalogue<AnyIndicator> = createCatalogue<AnyIndicator>("indicators", [
  sma,
  ema,
  wma,
  dema,
  tema,
  trima,
  hma,
  kama,
  alma,
  vwma,
  zlema,
  t3,
  rma,
  macd,
  ppo,
  apo,
  rsi,
  stochRsi,
  connorsRsi,
  stochastic,
  williamsR,
  cci,
  roc,
  momentum,
  trix,
  tsi,
  kst,
  ultimateOscillator,
  awesomeOscillator,
  cmo,
  dpo,
  coppock,
  fisher,
  balanceOfPower,
  adx,
  adxr,
  aroon,
  vortex,
  parabolicSar,
  supertrend,
  ichimoku,
  linearRegression,
  massIndex,
  atr,
  natr,
  trueRange,
  bollinger,
  bollingerPercentB,
  bollingerWidth,
  keltner,
  donchian,
  chandeKroll,
  choppiness,
  standardDeviation,
  variance,
  zScore,
  percentRank,
  highest,
  lowest,
  pivots,
  beta,
  correlation,
  hurst,
  realisedVolatility,
  parkinsonVolatility,
  garmanKlassVolatility,
  yangZhangVolatility,
  obv,
  accumulationDistribution,
  adosc,
  cmf,
  mfi,
  sessionVwap,
  anchoredVwap,
  rollingVwap,
  emv,
  forceIndex,
  volumeMa,
  nvi,
  pvi,
  gap,
  openingRange,
  barPrice,
]);
