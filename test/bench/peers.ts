/** One library's six indicators, as functions from columns to its own output; absent where it has none. */
export interface Peer {
  readonly name: string;
  readonly run: Readonly<Record<string, (() => unknown) | undefined>>;
}

/** The bars in the shapes that libraries want. */
export interface PeerBars {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

interface Tulind {
  readonly indicators: Readonly<
    Record<string, { indicator: (inputs: unknown[], options: number[], done: () => void) => void }>
  >;
}
type Indicatorts = Readonly<Record<string, { calculate(input: object): unknown }>>;
type Ixjb94 = Readonly<Record<string, (...args: unknown[]) => unknown>>;
type TradingSignals = Readonly<Record<string, new (...args: unknown[]) => { add(value: unknown): unknown }>>;

/** Loads every incumbent that is installed and loads on this machine. */
export async function loadPeers(bars: PeerBars): Promise<Peer[]> {
  const makers = [plainLoops, tulind, technicalIndicators, ixjb94, tradingSignals];
  const made = await Promise.all(makers.map((make) => make(bars).catch(() => undefined)));
  return made.filter((peer) => peer !== undefined);
}

/** Hand-fused loops without checks, drift control or NaN rules: the ceiling. */
async function plainLoops({ high, low, close }: PeerBars): Promise<Peer> {
  const count = close.length;
  const sma = (): Float64Array => {
    const out = new Float64Array(count);
    let sum = 0;
    for (let bar = 0; bar < count; bar++) {
      sum += (close[bar] as number) - (bar >= 20 ? (close[bar - 20] as number) : 0);
      out[bar] = sum / 20;
    }
    return out;
  };
  const ema = (length: number, values: Float64Array = close): Float64Array => {
    const out = new Float64Array(count);
    const weight = 2 / (length + 1);
    let average = values[0] as number;
    for (let bar = 0; bar < count; bar++) out[bar] = average += ((values[bar] as number) - average) * weight;
    return out;
  };
  const macd = (): Float64Array => {
    const [fast, slow] = [ema(12), ema(26)];
    const line = fast.map((value, bar) => value - (slow[bar] as number));
    return ema(9, line);
  };
  const atr = (): Float64Array => {
    const out = new Float64Array(count);
    let average = 0;
    for (let bar = 1; bar < count; bar++) {
      const before = close[bar - 1] as number;
      const range = Math.max(high[bar] as number, before) - Math.min(low[bar] as number, before);
      out[bar] = average += (range - average) / 14;
    }
    return out;
  };
  return { name: "plain loop", run: { sma, ema: () => ema(20), macd, atr } };
}

async function tulind({ high, low, close }: PeerBars): Promise<Peer> {
  const module = (await load("tulind")) as { default: Tulind };
  const call = (name: string, inputs: Float64Array[], options: number[]) => () =>
    module.default.indicators[name]?.indicator(inputs, options, () => undefined);
  const run = {
    sma: call("sma", [close], [20]),
    ema: call("ema", [close], [20]),
    rsi: call("rsi", [close], [14]),
    atr: call("atr", [high, low, close], [14]),
    bollinger: call("bbands", [close], [20, 2]),
    macd: call("macd", [close], [12, 26, 9]),
  };
  run.sma();
  return { name: "tulind", run };
}

async function technicalIndicators(bars: PeerBars): Promise<Peer> {
  const library = (await load("technicalindicators")) as Indicatorts;
  const [high, low, close] = [Array.from(bars.high), Array.from(bars.low), Array.from(bars.close)];
  const call = (name: string, input: object) => () => library[name]?.calculate(input);
  const macd = {
    fastPeriod: 12,
    slowPeriod: 26,
    signalPeriod: 9,
    SimpleMAOscillator: false,
    SimpleMASignal: false,
  };
  return {
    name: "technicalindicators",
    run: {
      sma: call("SMA", { period: 20, values: close }),
      ema: call("EMA", { period: 20, values: close }),
      rsi: call("RSI", { period: 14, values: close }),
      atr: call("ATR", { period: 14, high, low, close }),
      bollinger: call("BollingerBands", { period: 20, stdDev: 2, values: close }),
      macd: call("MACD", { ...macd, values: close }),
    },
  };
}

async function ixjb94(bars: PeerBars): Promise<Peer> {
  const module = (await load("@ixjb94/indicators")) as Record<string, unknown>;
  const Sync = (module["IndicatorsNormalizedSync"] ?? module["IndicatorsSync"]) as new () => Ixjb94;
  const library = new Sync();
  const [high, low, close] = [Array.from(bars.high), Array.from(bars.low), Array.from(bars.close)];
  const run = {
    sma: () => library["sma"]?.(close, 20),
    ema: () => library["ema"]?.(close, 20),
    rsi: () => library["rsi"]?.(close, 14),
    atr: () => library["atr"]?.(high, low, close, 14),
    bollinger: () => library["bbands"]?.(close, 20, 2),
    macd: () => library["macd"]?.(close, 12, 26, 9),
  };
  if (run.sma() === undefined) throw new Error("another interface than expected");
  return { name: "@ixjb94/indicators", run };
}

async function tradingSignals({ high, low, close }: PeerBars): Promise<Peer> {
  const library = (await load("trading-signals")) as TradingSignals;
  const stream =
    (name: string, ...args: unknown[]) =>
    () => {
      const Maker = library[name];
      if (!Maker) throw new Error(`no ${name}`);
      const indicator = new Maker(...args);
      for (let bar = 0; bar < close.length; bar++) indicator.add(close[bar]);
    };
  const atr = () => {
    const Maker = library["ATR"];
    if (!Maker) throw new Error("no ATR");
    const indicator = new Maker(14);
    for (let bar = 0; bar < close.length; bar++)
      indicator.add({ high: high[bar], low: low[bar], close: close[bar] });
  };
  return {
    name: "trading-signals",
    run: {
      sma: stream("SMA", 20),
      ema: stream("EMA", 20),
      rsi: stream("RSI", 14),
      bollinger: stream("BollingerBands", 20, 2),
      atr,
    },
  };
}

/** Some incumbents have no types, or types that say less than they can do: each is described by hand above. */
function load(name: string): Promise<unknown> {
  return import(name);
}
