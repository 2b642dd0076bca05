import { load, type Peer, type PeerBars } from "./peer.ts";

type Ixjb94 = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const DIFFERS = { kst: "exponential averages, no signal" };
const LACKS = { "linear-regression": "r2", "parabolic-sar": "direction" };

/**
 * @ixjb94/indicators: Tulip's C in JavaScript, over plain arrays. Where it has our columns as functions of their own, all of them are
 * called.
 */
export async function ixjb94(bars: PeerBars): Promise<Peer> {
  const module = (await load("@ixjb94/indicators")) as { IndicatorsSync: new () => Ixjb94 };
  const library = new module.IndicatorsSync();
  const array = (column: Float64Array): number[] => Array.from(column);
  const [o, h, l, c, v] = [bars.open, bars.high, bars.low, bars.close, bars.volume].map(array);
  const call =
    (name: string, ...args: unknown[]) =>
    () =>
      library[name]?.(...args);
  const all =
    (...calls: readonly (() => unknown)[]) =>
    () =>
      calls.map((each) => each());
  const run = {
    sma: call("sma", c, 20),
    ema: call("ema", c, 20),
    wma: call("wma", c, 20),
    dema: call("dema", c, 20),
    tema: call("tema", c, 20),
    trima: call("trima", c, 20),
    hma: call("hma", c, 20),
    kama: call("kama", c, 10),
    alma: call("alma", c, 9, 0.85, 6),
    vwma: call("vwma", c, v, 20),
    zlema: call("zlema", c, 20),
    rma: call("wilders", c, 14),
    macd: call("macd", c, 12, 26, 9),
    ppo: call("ppo", c, 12, 26),
    apo: call("apo", c, 12, 26),
    rsi: call("rsi", c, 14),
    "stoch-rsi": () => library["sma"]?.(library["stochrsi"]?.(c, 14), 3),
    stochastic: call("stoch", h, l, c, 14, 3, 3),
    "williams-r": call("willr", h, l, c, 14),
    cci: call("cci", h, l, c, 20),
    roc: call("roc", c, 10),
    momentum: call("mom", c, 10),
    trix: call("trix", c, 15),
    tsi: call("tsi", c, 25, 13),
    kst: call("kst", c, 10, 15, 20, 30, 10, 10, 10, 15),
    "ultimate-oscillator": call("ultosc", h, l, c, 7, 14, 28),
    "awesome-oscillator": call("ao", h, l),
    cmo: call("cmo", c, 14),
    dpo: call("dpo", c, 20),
    fisher: call("fisher", h, l, 10),
    "balance-of-power": call("bop", o, h, l, c),
    adx: all(call("adx", h, l, 14), call("di", h, l, c, 14)),
    adxr: call("adxr", h, l, 14),
    aroon: all(call("aroon", h, l, 14), call("aroonosc", h, l, 14)),
    "parabolic-sar": call("psar", h, l, 0.02, 0.2),
    "linear-regression": all(call("linreg", c, 14), call("linregslope", c, 14)),
    "mass-index": call("mass", h, l, 25),
    atr: call("atr", h, l, c, 14),
    natr: call("natr", h, l, c, 14),
    "true-range": call("tr", h, l, c),
    bollinger: call("bbands", c, 20, 2),
    keltner: call("kc", h, l, c, 20, 2),
    donchian: call("dc", h, l, 20),
    "standard-deviation": call("stddev", c, 20),
    variance: call("var", c, 20),
    highest: call("max", c, 20),
    lowest: call("min", c, 20),
    "realised-volatility": call("volatility", c, 20),
    obv: call("obv", c, v),
    "accumulation-distribution": call("ad", h, l, c, v),
    adosc: call("adosc", h, l, c, v, 3, 10),
    cmf: call("cmf", h, l, c, v, 20),
    mfi: call("mfi", h, l, c, v, 14),
    "rolling-vwap": call("vwap", h, l, c, v, 20),
    emv: call("emv", h, l, v),
    "force-index": call("fi", c, v, 13),
    nvi: call("nvi", c, v),
    pvi: call("pvi", c, v),
    coppock: call("copp", c, 14, 11),
    "bar-price": call("typprice", h, l, c),
  };
  if (run.sma() === undefined) throw new Error("another interface than expected");
  return { name: "@ixjb94/indicators", run, differs: DIFFERS, lacks: LACKS };
}
