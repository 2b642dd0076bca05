import { load, type Peer, type PeerBars } from "./peer.ts";

type Indicator = { readonly indicator: (inputs: unknown[], options: number[], done: () => void) => void };

/** tulind: Tulip's C behind a native add-on; fails to load where there is no build of it for this Node. */
export async function tulind({ high, low, close }: PeerBars): Promise<Peer> {
  const module = (await load("tulind")) as { default: { indicators: Readonly<Record<string, Indicator>> } };
  const call = (name: string, inputs: Float64Array[], options: number[]) => () =>
    module.default.indicators[name]?.indicator(inputs, options, () => undefined);
  const run = {
    sma: call("sma", [close], [20]),
    ema: call("ema", [close], [20]),
    rsi: call("rsi", [close], [14]),
    atr: call("atr", [high, low, close], [14]),
    bollinger: call("bbands", [close], [20, 2]),
    macd: call("macd", [close], [12, 26, 9]),
    stochastic: call("stoch", [high, low, close], [14, 3, 3]),
    adx: call("adx", [high, low, close], [14]),
  };
  run.sma();
  return { name: "tulind", run };
}
