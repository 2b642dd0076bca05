import { load, type Peer, type PeerBars } from "./peer.ts";

type Library = Readonly<Record<string, { calculate(input: object): unknown }>>;

/** technicalindicators: generators over plain arrays. */
export async function technicalIndicators(bars: PeerBars): Promise<Peer> {
  const library = (await load("technicalindicators")) as Library;
  const values = Array.from(bars.close);
  const columns = {
    open: Array.from(bars.open),
    high: Array.from(bars.high),
    low: Array.from(bars.low),
    close: values,
    volume: Array.from(bars.volume),
  };
  const call = (name: string, input: object) => () =>
    library[name]?.calculate({ ...columns, values, ...input });
  const averages = { fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 };
  const kst = {
    ...{ ROCPer1: 10, ROCPer2: 15, ROCPer3: 20, ROCPer4: 30 },
    ...{ SMAROCPer1: 10, SMAROCPer2: 10, SMAROCPer3: 10, SMAROCPer4: 15, signalPeriod: 9 },
  };
  return {
    name: "technicalindicators",
    differs: { "session-vwap": "never starts anew" },
    run: {
      sma: call("SMA", { period: 20 }),
      ema: call("EMA", { period: 20 }),
      wma: call("WMA", { period: 20 }),
      rma: call("WEMA", { period: 14 }),
      rsi: call("RSI", { period: 14 }),
      atr: call("ATR", { period: 14 }),
      "true-range": call("TrueRange", {}),
      bollinger: call("BollingerBands", { period: 20, stdDev: 2 }),
      macd: call("MACD", { ...averages, SimpleMAOscillator: false, SimpleMASignal: false }),
      adx: call("ADX", { period: 14 }),
      stochastic: call("Stochastic", { period: 14, signalPeriod: 3 }),
      "stoch-rsi": call("StochasticRSI", { rsiPeriod: 14, stochasticPeriod: 5, kPeriod: 3, dPeriod: 3 }),
      "williams-r": call("WilliamsR", { period: 14 }),
      roc: call("ROC", { period: 10 }),
      kst: call("KST", kst),
      "parabolic-sar": call("PSAR", { step: 0.02, max: 0.2 }),
      "accumulation-distribution": call("ADL", {}),
      obv: call("OBV", {}),
      trix: call("TRIX", { period: 15 }),
      "force-index": call("ForceIndex", { period: 13 }),
      cci: call("CCI", { period: 20 }),
      "awesome-oscillator": call("AwesomeOscillator", { fastPeriod: 5, slowPeriod: 34 }),
      "session-vwap": call("VWAP", {}),
      mfi: call("MFI", { period: 14 }),
      "standard-deviation": call("SD", { period: 20 }),
      highest: call("Highest", { period: 20 }),
      lowest: call("Lowest", { period: 20 }),
      ichimoku: call("IchimokuCloud", {
        conversionPeriod: 9,
        basePeriod: 26,
        spanPeriod: 52,
        displacement: 26,
      }),
      keltner: call("KeltnerChannels", { maPeriod: 20, atrPeriod: 10, useSMA: false, multiplier: 2 }),
    },
  };
}
