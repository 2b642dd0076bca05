import { load, type Peer, type PeerBars } from "./peer.ts";

type Maker = new (...args: unknown[]) => { add(value: unknown): unknown };

/** trading-signals: one object per indicator, a value or candle at a time. */
export async function tradingSignals(bars: PeerBars): Promise<Peer> {
  const library = (await load("trading-signals")) as Readonly<Record<string, Maker>>;
  const candles = Array.from(bars.close, (close, bar) => ({
    open: bars.open[bar],
    high: bars.high[bar],
    low: bars.low[bar],
    close,
    volume: bars.volume[bar],
    openTimeInISO: "",
    sizeInMillis: 86_400_000,
  }));
  const make = (name: string, args: unknown[]): { add(value: unknown): unknown } => {
    const Found = library[name];
    if (!Found) throw new Error(`no ${name}`);
    return new Found(...args);
  };
  const values =
    (name: string, ...args: unknown[]) =>
    () => {
      const indicator = make(name, args);
      for (let bar = 0; bar < bars.close.length; bar++) indicator.add(bars.close[bar]);
    };
  const whole =
    (name: string, ...args: unknown[]) =>
    () => {
      const indicator = make(name, args);
      for (const candle of candles) indicator.add(candle);
    };
  const macd = () => {
    const parts = [12, 26, 9].map((length) => make("EMA", [length]));
    const indicator = make("MACD", parts);
    for (let bar = 0; bar < bars.close.length; bar++) indicator.add(bars.close[bar]);
  };
  return {
    name: "trading-signals",
    differs: { "session-vwap": "never starts anew" },
    run: {
      macd,
      sma: values("SMA", 20),
      ema: values("EMA", 20),
      wma: values("WMA", 20),
      dema: values("DEMA", 20),
      tema: values("TEMA", 20),
      trima: values("TRIMA", 20),
      hma: values("HMA", 20),
      alma: values("ALMA", 9, 0.85, 6),
      zlema: values("ZLEMA", 20),
      t3: values("T3", 5, 0.7),
      rma: values("RMA", 14),
      ppo: values("PPO", { fastPeriod: 12, slowPeriod: 26 }),
      apo: values("APO", { fastPeriod: 12, slowPeriod: 26 }),
      rsi: values("RSI", 14),
      "connors-rsi": values("ConnorsRSI"),
      "stoch-rsi": values("StochasticRSI", 14),
      roc: values("ROC", 10),
      momentum: values("MOM", 10),
      trix: values("TRIX", 15),
      tsi: values("TSI", { longPeriod: 25, shortPeriod: 13 }),
      kst: values("KST"),
      cmo: values("CMO", 14),
      dpo: values("DPO", 20),
      coppock: values("CoppockCurve"),
      "linear-regression": values("LinearRegression", 14),
      bollinger: values("BollingerBands", 20, 2),
      "bollinger-percent-b": values("PercentB", {
        interval: 20,
        deviationMultiplier: 2,
        signalThresholds: {},
      }),
      vwma: whole("VWMA", 20),
      stochastic: whole("StochasticOscillator", { kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }),
      "williams-r": whole("WilliamsR", 14),
      cci: whole("CCI", 20),
      "ultimate-oscillator": whole("UltimateOscillator"),
      "awesome-oscillator": whole("AO", 5, 34),
      "balance-of-power": whole("BOP"),
      adx: whole("ADX", 14),
      adxr: whole("ADXR", 14),
      aroon: whole("Aroon", 14),
      vortex: whole("VortexIndicator", 14),
      "parabolic-sar": whole("PSAR", { accelerationMax: 0.2, accelerationStep: 0.02 }),
      supertrend: whole("SuperTrend", { interval: 10, multiplier: 3 }),
      ichimoku: whole("IchimokuCloud"),
      "mass-index": whole("MassIndex", 25),
      atr: whole("ATR", 14),
      natr: whole("NATR", 14),
      "true-range": whole("TR"),
      keltner: whole("KeltnerChannels"),
      donchian: whole("DonchianChannels", 20),
      "chande-kroll": whole("ChandeKrollStop"),
      choppiness: whole("CHOP", 14),
      obv: whole("OBV", 20),
      "accumulation-distribution": whole("AD"),
      adosc: whole("ADOSC", { fastPeriod: 3, slowPeriod: 10 }),
      cmf: whole("CMF", 20),
      mfi: whole("MFI", 14),
      "session-vwap": whole("VWAP"),
      emv: whole("EMV", 14),
      "force-index": whole("ForceIndex", 13),
      nvi: whole("NVI"),
      pvi: whole("PVI"),
    },
  };
}
